/** The Italian texts that are there from the start: the door, the frame, and whatever may be said anywhere. */
import door from '#resources/i18n/it/door.json'
import frame from '#resources/i18n/it/frame.json'
import refusals from '#resources/i18n/it/refusals.json'
import ui from '#resources/i18n/it/ui.json'

export const first = { door, frame, refusals, ui }
