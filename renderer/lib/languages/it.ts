/** Every text of the page in Italian, one file per noun; the keys' types come from here. */
import admin from '#resources/i18n/it/admin.json'
import documents from '#resources/i18n/it/documents.json'
import door from '#resources/i18n/it/door.json'
import frame from '#resources/i18n/it/frame.json'
import refusals from '#resources/i18n/it/refusals.json'
import today from '#resources/i18n/it/today.json'
import ui from '#resources/i18n/it/ui.json'

export const it = { admin, documents, door, frame, refusals, today, ui }
