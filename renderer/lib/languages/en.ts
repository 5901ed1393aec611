/** Every text of the page in English; loaded only when somebody chooses it. */
import admin from '#resources/i18n/en/admin.json'
import documents from '#resources/i18n/en/documents.json'
import door from '#resources/i18n/en/door.json'
import frame from '#resources/i18n/en/frame.json'
import refusals from '#resources/i18n/en/refusals.json'
import today from '#resources/i18n/en/today.json'
import ui from '#resources/i18n/en/ui.json'

export const en = { admin, documents, door, frame, refusals, today, ui }
