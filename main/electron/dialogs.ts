/** What the shell says by itself, when there is no page that could. */
import { type BrowserWindow, dialog } from 'electron'
import { say } from './say.ts'

export function sayRefused(code: string, data: Record<string, unknown>): void {
  dialog.showErrorBox(say('refused.title'), say(`refusals:${code}`, data))
}

/** @returns when the person has read it */
export async function sayCoreDied(window: BrowserWindow, isBack: boolean): Promise<void> {
  await dialog.showMessageBox(window, {
    type: isBack ? 'info' : 'error',
    message: say(isBack ? 'died.back' : 'died.gone'),
    detail: say('died.safe'),
    buttons: [say('died.ok')],
    noLink: true,
  })
}
