/** The language of a text by its commonest small words. Pure. */

const smallWords: Record<string, string> = {
  it: 'il lo la gli le un una uno di del della dei delle degli dal dalla al alla ai alle nel nella nei nelle sul sulla con per tra fra che chi non è e o ed sono essere si da in su come anche più questo questa quale ogni',
  en: 'the a an of to and in is are was were be been for on with as by at from that this these which or not it its will shall may have has you your we our if any all',
  fr: 'le la les un une des du de et en est sont dans pour par sur avec que qui ne pas au aux ce cette ces il elle nous vous ou plus leur être',
  de: 'der die das den dem des ein eine einer eines und ist sind zu mit von für auf im in nicht auch als bei nach oder wird werden wurde sich es an aus',
  es: 'el la los las un una unos de del y en es son que por para con no se al lo como más su sus este esta o pero ha han',
}
const sets = Object.entries(smallWords).map(([language, words]) => ({ language, words: new Set(words.split(' ')) }))

/** Words looked at; more tell nothing new. */
const mostWords = 2000
/** Fewer words than this tell nothing. */
const leastWords = 12
const leastShare = 0.12

/** ISO 639-1, or null when the text is too short or speaks none of the languages known. */
export function languageOf(text: string): string | null {
  const words =
    text
      .slice(0, 20_000)
      .toLowerCase()
      .match(/\p{L}+/gu)
      ?.slice(0, mostWords) ?? []
  if (words.length < leastWords) return null
  const scores = sets
    .map(({ language, words: known }) => ({
      language,
      share: words.filter((word) => known.has(word)).length / words.length,
    }))
    .sort((a, b) => b.share - a.share)
  const [best, second] = scores
  return best && second && best.share >= leastShare && best.share > second.share * 1.15 ? best.language : null
}
