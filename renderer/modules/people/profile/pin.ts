/** The form of a PIN. A test holds it to the contract's. */
export const digits = 6
export const isPin = (text: string): boolean => text.length === digits && /^[0-9]+$/.test(text)
