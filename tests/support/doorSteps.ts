/** What a person does at the door, by the keyboard alone. */
import type { Page } from 'playwright-core'
import { founder } from './serve.ts'

/** Presses Tab until the control with this name has the focus. @throws after 40 stops */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let stop = 0; stop < 40; stop++) {
    await page.keyboard.press('Tab')
    const here = await page.evaluate(() => {
      const { activeElement } = document
      const labels =
        activeElement instanceof HTMLInputElement
          ? [...(activeElement.labels ?? [])].map((label) => label.innerText)
          : []
      const own = activeElement?.matches('a, button') ? activeElement.textContent : ''
      return [activeElement?.getAttribute('aria-label') ?? '', ...labels, own]
    })
    if (here.some((text) => (typeof name === 'string' ? text.trim() === name : name.test(text)))) return
  }
  throw new Error(`the keyboard never came to ${String(name)}`)
}

export async function writeInto(page: Page, label: string, text: string): Promise<void> {
  await tabTo(page, label)
  await page.keyboard.type(text)
}

/** From the first start to the sheet. */
export async function foundByKeyboard(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Come vuoi iniziare?' }).waitFor()
  await tabTo(page, /^Crea una nuova cooperativa/)
  await page.keyboard.press('Enter')
  await page.getByLabel('Nome della cooperativa').waitFor()
  await page.keyboard.type(founder.organisation)
  await writeInto(page, 'Il tuo nome e cognome', founder.name)
  await writeInto(page, 'Il tuo ufficio', founder.office)
  await writeInto(page, 'Nuova password', founder.password)
  await writeInto(page, 'Scrivila di nuovo', founder.password)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Foglio di recupero' }).waitFor()
}

/** The groups of the code on the sheet, as they are printed. */
export async function groupsOnSheet(page: Page): Promise<string[]> {
  const rows = page.getByRole('article').getByRole('listitem')
  await rows.last().waitFor()
  return (await rows.allInnerTexts()).map((row) => row.split(/\s+/).at(-1) ?? '')
}

/** Reads back the two groups that are asked. */
export async function answerSheet(page: Page, change: (group: string) => string = (group) => group): Promise<void> {
  const groups = await groupsOnSheet(page)
  const labels = page.locator('form label')
  await labels.last().waitFor()
  for (const label of await labels.allInnerTexts()) {
    const place = Number(/\d+/.exec(label)?.[0])
    await page.getByLabel(label, { exact: true }).fill(change(groups[place - 1] ?? ''))
  }
  await page.keyboard.press('Enter')
}

export async function signIn(page: Page, password: string = founder.password): Promise<void> {
  const field = page.getByLabel('Password', { exact: true })
  await field.waitFor()
  await field.fill(password)
  await page.keyboard.press('Enter')
}
