/** The Italian texts that are there from the start: the sign-in, and whatever may be said anywhere. */
import door from '#resources/i18n/it/door.json'
import ui from '#resources/i18n/it/ui.json'

export const first = { door, ui }
