/** Puts theme and type size on `<html>`, before the first render and whenever the person chooses anew. */
import type { Look } from '#contract/door.contract.ts'

const darkMachine = window.matchMedia('(prefers-color-scheme: dark)')

let chosen: Pick<Look, 'theme' | 'type'> = { theme: 'system', type: 'normal' }

function paint(): void {
  const isDark = chosen.theme === 'dark' || (chosen.theme === 'system' && darkMachine.matches)
  document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light'
  document.documentElement.dataset['type'] = chosen.type
}

darkMachine.addEventListener('change', paint)

export function applyLook(look: Pick<Look, 'theme' | 'type'>): void {
  chosen = look
  paint()
}
