import { describe, expect, it } from 'vitest'
import { outsideAddress, placeOf } from '#renderer/modules/documents/viewer/outside.ts'

const place = (url: string): string | null => {
  const address = outsideAddress(url)
  return address && placeOf(address)
}

describe('a link in a paper', () => {
  it.each([
    ['https://www.comune.example/bandi?anno=2026', 'www.comune.example'],
    ['https://comune.example:8443/', 'comune.example:8443'],
    ['mailto:ufficio@comune.example', 'ufficio@comune.example'],
    ['mailto:protocollo%2Bgare@comune.example?subject=Bando', 'protocollo+gare@comune.example'],
  ])('may be proposed with its place: %s', (url, shown) => {
    expect(place(url)).toBe(shown)
  })

  it.each([
    'http://comune.example/',
    'javascript:alert(1)',
    'file:///C:/Windows/win.ini',
    'data:text/html,ciao',
    'smart-coop://main/',
    '#pagina=2',
    'bandi/2026.pdf',
    '',
  ])('leads nowhere: %s', (url) => {
    expect(place(url)).toBeNull()
  })

  it('with a name in its address is not proposed: it is made to deceive', () => {
    expect(place('https://banca.example@altrove.example/')).toBeNull()
    expect(place('https://:segreto@altrove.example/')).toBeNull()
  })

  it('that nobody can decode is shown as it stands', () => {
    expect(place('mailto:%E0%ZZ@comune.example')).toBe('%E0%ZZ@comune.example')
  })

  it('shows the letters that a browser would call, not those that look alike', () => {
    expect(place('https://b\u0430nca.example/')).toBe('xn--bnca-53d.example')
  })
})
