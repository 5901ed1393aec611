import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'vite'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = (language: string) => join(root, 'resources/i18n', language)
const nounsOf = (language: string) =>
  globSync('*.json', { cwd: folder(language) })
    .map((file) => basename(file, '.json'))
    .sort()

type Texts = Map<string, string>

function flatten(value: unknown, path: string, texts: Texts): Texts {
  if (typeof value === 'string') texts.set(path, value)
  else for (const [key, inner] of Object.entries(value as object)) flatten(inner, path ? `${path}.${key}` : key, texts)
  return texts
}

const textsOf = (language: string, noun: string): Texts =>
  flatten(JSON.parse(readFileSync(join(folder(language), `${noun}.json`), 'utf8')), '', new Map())

const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{\{\s*(\w+)/g)].map(([, name]) => name ?? '').sort()

/** A text that a person would read: at least one letter. */
const hasLetters = (text: unknown): text is string => typeof text === 'string' && /\p{L}/u.test(text)
const spoken = new Set([
  'aria-label',
  'title',
  'placeholder',
  'alt',
  'label',
  'aria-description',
  'aria-roledescription',
])

interface Node {
  type: string
  [key: string]: unknown
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value

/** Strings that come out of an expression as they stand: literals, templates, branches of a condition. */
function literalsIn(node: unknown): string[] {
  if (!isNode(node)) return []
  switch (node.type) {
    case 'Literal':
      return hasLetters(node['value']) ? [node['value']] : []
    case 'TemplateLiteral':
      return (node['quasis'] as { value: { raw: string } }[]).map((part) => part.value.raw).filter(hasLetters)
    case 'ConditionalExpression':
      return [...literalsIn(node['consequent']), ...literalsIn(node['alternate'])]
    case 'LogicalExpression':
      return [...literalsIn(node['left']), ...literalsIn(node['right'])]
    case 'JSXExpressionContainer':
      return literalsIn(node['expression'])
    default:
      return []
  }
}

/** Texts that stand bare in a page: between tags, or in an attribute that is read out or shown. */
function bareTexts(source: string): string[] {
  const found: string[] = []
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit)
    if (!isNode(value)) return
    if (value.type === 'JSXText' && hasLetters(value['value'])) found.push(value['value'].trim())
    if (value.type === 'JSXElement' || value.type === 'JSXFragment') {
      for (const child of value['children'] as Node[])
        if (child.type === 'JSXExpressionContainer') found.push(...literalsIn(child))
    }
    if (value.type === 'JSXAttribute' && spoken.has(String((value['name'] as Node)['name'])))
      found.push(...literalsIn(value['value']))
    if (value.type === 'Property' && spoken.has(String((value['key'] as Node)['value'] ?? '')))
      found.push(...literalsIn(value['value']))
    for (const inner of Object.values(value)) visit(inner)
  }
  visit(parseSync('page.tsx', source).program)
  return found
}

describe('texts', () => {
  it('have the same nouns in both languages', () => {
    expect(nounsOf('en')).toEqual(nounsOf('it'))
    expect(nounsOf('it').length).toBeGreaterThan(5)
  })

  it.each(nounsOf('it'))('have the same keys in both languages: %s', (noun) => {
    expect([...textsOf('en', noun).keys()].sort()).toEqual([...textsOf('it', noun).keys()].sort())
  })

  it.each(nounsOf('it'))('have the same placeholders in both languages, and no empty sentence: %s', (noun) => {
    const english = textsOf('en', noun)
    const odd = [...textsOf('it', noun)].filter(
      ([key, text]) => text.trim() === '' || placeholders(text).join() !== placeholders(english.get(key) ?? '').join(),
    )
    expect(odd).toEqual([])
  })

  it.each(nounsOf('it'))('speak of one and of many wherever they count: %s', (noun) => {
    const keys = [...textsOf('it', noun).keys()]
    const plural = keys.filter((key) => /_(one|other)$/.test(key)).map((key) => key.replace(/_(one|other)$/, ''))
    const halves = plural.filter((key) => !keys.includes(`${key}_one`) || !keys.includes(`${key}_other`))
    expect(halves).toEqual([])
  })
})

describe('pages', () => {
  const pages = globSync('renderer/**/*.tsx', { cwd: root })

  it('carry no bare text', () => {
    const bare = pages.flatMap((page) =>
      bareTexts(readFileSync(join(root, page), 'utf8')).map((text) => `${page}: ${text}`),
    )
    expect(bare).toEqual([])
    expect(pages.length).toBeGreaterThan(30)
  })

  it.each([
    '<p>Ciao</p>',
    "<p>{'Ciao'}</p>",
    "<p>{open ? 'Chiudi' : t('open')}</p>",
    '<p>{`Ciao ${name}`}</p>',
    '<button aria-label="Chiudi" />',
    "<input placeholder={'Cerca'} />",
    "<Popover slotProps={{ paper: { 'aria-label': 'Avvisi' } }} />",
  ])('are caught with bare text: %s', (source) => {
    expect(bareTexts(`const x = ${source}`)).toHaveLength(1)
  })

  it.each([
    "<p>{t('open')}</p>",
    '<p>{count}</p>',
    "<p className='ciao' lang='it'>·</p>",
    "<Box component='ul' role='list' />",
  ])('may hold what is no text: %s', (source) => {
    expect(bareTexts(`const x = ${source}`)).toEqual([])
  })
})
