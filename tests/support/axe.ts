/** What axe finds on a page. */
import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/**
 * Each broken rule with the elements that break it. Axe would add up what it found in frames on a page that it opens
 * for that, a second each time; our pages have none, so it is told to do without.
 * @throws when the page has frames, which would go unseen
 */
export async function axeFaults(page: Page): Promise<string[]> {
  if (page.frames().length > 1) throw new Error('axe looks at no frame of this page')
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 300)).join(' ')}`)
}
