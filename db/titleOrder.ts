/**
 * The order of titles as an Italian index has it: case and accents are passed over, and so are quotation marks in
 * front. Written in SQLite's own functions, since an index made of a function of ours could be opened by nobody else.
 */

const plainLetters: Record<string, string> = {
  a: 'àáâãäå',
  c: 'ç',
  e: 'èéêë',
  i: 'ìíîï',
  n: 'ñ',
  o: 'òóôõö',
  s: 'š',
  u: 'ùúûü',
  y: 'ýÿ',
  z: 'ž',
}
const passedOver = `«“„‘’"''([ `

/** SQL that gives what `column` is put in order by. Part of an index: another order is another migration. */
export function titleOrder(column: string): string {
  const pairs = Object.entries(plainLetters).flatMap(([plain, accented]) =>
    [...accented, ...accented.toUpperCase()].map((letter) => [letter, plain] as const),
  )
  const plain = pairs.reduce((sql, [letter, to]) => `replace(${sql}, '${letter}', '${to}')`, `lower(${column})`)
  return `ltrim(${plain}, '${passedOver}')`
}
