/** What the window opens outside of itself, address by address (engineering.md §4, row 8). */
import { expect, it } from 'vitest'
import { outsideLink } from '#main/electron/links.ts'

it.each([
  ['https://inps.example/modulo?da=banca.example', 'inps.example'],
  ['HTTPS://INPS.example:8443/a b', 'inps.example:8443', 'https://inps.example:8443/a%20b'],
  ['https://bаnca.example/', 'xn--bnca-53d.example', 'https://xn--bnca-53d.example/'],
  ['https://inps.exa\nmple/', 'inps.example', 'https://inps.example/'],
  ['https://inps.example/bilancio.pdf', 'inps.example'],
  ['https://inps.example/verbale.exe.pdf', 'inps.example'],
  ['https://inps.example/exe', 'inps.example', 'https://inps.example/exe'],
  ['https://inps.example/cerca?sito=banca.com', 'inps.example'],
  ['mailto:ada@cooperativa.example', 'ada@cooperativa.example'],
  [
    'mailto:ada@cooperativa.example?subject=Saluti&body=Uno%0D%0Adue&cc=bo@cooperativa.example,ci@cooperativa.example',
    'ada@cooperativa.example, bo@cooperativa.example, ci@cooperativa.example',
  ],
])('%j is opened as what it is, and named by where it leads', (address, name, opened = address) => {
  expect(outsideLink(address)).toEqual({ open: opened, name })
})

it.each(
  (
    'exe msi msix bat cmd ps1 sh AppImage dmg pkg jar scr lnk js vbs vbe wsf hta reg url com deb rpm apk iso ' +
    'jnlp appinstaller application desktop command flatpakref py'
  ).split(' '),
)('a link to a file .%s is refused by name', (ending) => {
  expect(outsideLink(`https://scarica.example/cose/Setup.${ending}`)).toEqual({
    refused: 'program',
    name: 'scarica.example',
    file: `Setup.${ending}`,
  })
})

it.each([
  ['in capitals', 'https://x.example/SETUP.EXE', 'SETUP.EXE'],
  ['under percent signs', 'https://x.example/setup%2Ee%78e', 'setup.exe'],
  ['with a folder under percent signs', 'https://x.example/a%2Fsetup.exe', 'setup.exe'],
  ['with a question behind it', 'https://x.example/setup.exe?v=1#x', 'setup.exe'],
  ['with a parameter of the path', 'https://x.example/setup.exe;v=1.pdf', 'setup.exe;v=1.pdf'],
  ['behind a parameter', 'https://x.example/lettera;setup.exe', 'lettera;setup.exe'],
  ['with dots and blanks that Windows drops', 'https://x.example/setup.exe%20.%20', 'setup.exe . '],
  ['with a stroke behind it', 'https://x.example/setup.exe/', 'setup.exe'],
  ['with an ending before it', 'https://x.example/bolletta.pdf.exe', 'bolletta.pdf.exe'],
  ['in the question', 'https://x.example/scarica?file=cose/setup.exe', 'setup.exe'],
])('a program %s is still one', (_how, address, file) => {
  expect(outsideLink(address)).toEqual({ refused: 'program', name: 'x.example', file })
})

it.each([
  'http://cooperativa.example/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:text/html,x',
  'smb://server/x',
  'ms-msdt:/id',
  'search-ms:query=x',
  'C:\\x.exe',
  '\\\\server\\x.lnk',
  '',
  'cooperativa.example',
  'https://banca.example:443@evil.example/',
  'https://x.example/setup.exe%00.pdf',
  'https://x.example/%0d%0aSet-Cookie:x',
  'https://x.example/%zz',
  `https://x.example/${'a'.repeat(2000)}`,
])('%j is never opened', (address) => expect(outsideLink(address)).toEqual({ refused: 'address' }))

it.each([
  'mailto:',
  'mailto:?subject=x',
  'mailto:ada',
  'mailto:ada@cooperativa.example,',
  'mailto:ada@cooperativa.example?attach=/etc/passwd',
  'mailto:ada@cooperativa.example?Attachment=C:\\x',
  'mailto:ada@cooperativa.example?from=bo@cooperativa.example',
  'mailto:ada@cooperativa.example?subject=x%0d%0aBcc:%20tutti@evil.example',
  'mailto:ada@cooperativa.example?bcc=nessuno',
  'mailto:%22%20--attach%20x%22@evil.example',
  'mailto:%zz@evil.example',
])('%j is no message that is begun', (address) => expect(outsideLink(address)).toEqual({ refused: 'mail' }))
