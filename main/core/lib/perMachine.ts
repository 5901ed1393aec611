/** Things made once for each opened machine (prepared statements), and forgotten with it. */
import type { Machine } from '../machine.ts'

export function perMachine<T>(make: (machine: Machine) => T): (machine: Machine) => T {
  const made = new WeakMap<Machine, T>()
  return (machine) => {
    const known = made.get(machine)
    if (known !== undefined) return known
    const fresh = make(machine)
    made.set(machine, fresh)
    return fresh
  }
}
