/** How somebody writes themselves in at the door. */

/** The contract's form of a login; a test holds the two together, so that no schema is loaded for it. */
export const loginForm = /^[a-z0-9][a-z0-9._-]{1,39}$/
const mostLetters = 40

export const isLogin = (text: string): boolean => loginForm.test(text.trim().toLowerCase())

/** `ada.bianchi` for «Ada Bianchi»: the first and last name without accents and signs. */
export function loginFrom(name: string): string {
  const words = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/['’]/g, '')
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
  const picked = words.length > 1 ? [words[0], words.at(-1)] : words
  return picked.join('.').slice(0, mostLetters)
}
