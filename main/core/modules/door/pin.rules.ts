/** Which PINs are too easy: six digits all alike, or in a row. */

const steps = (pin: string): number[] => [...pin].slice(1).map((digit, i) => Number(digit) - Number(pin[i]))

/** Whether every digit follows the one before by the same step of 0, 1 or -1; after 9 comes 0. */
export function isWeakPin(pin: string): boolean {
  const all = steps(pin).map((step) => (step + 10) % 10)
  return [0, 1, 9].some((step) => all.every((one) => one === step))
}
