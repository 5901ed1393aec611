/** The contract's `pinDigits`, so that no schema is loaded for a number; a test holds the two together. */
export const pinDigits = 6
