/**
 * PINs, for quick switching at one machine.
 *  1. They live in memory alone: the end of the program forgets them.
 *  2. The person's keys lie sealed with the PIN (Argon2id), and around that with a key in guarded memory.
 *  3. Five wrong ones, and the PIN opens nothing until the person gives the password.
 */
import { mostPinTries } from '#contract/door.contract.ts'
import { Refusal } from '#contract/errors.ts'
import { keyring as keyringSchema } from '../../identity/doorFile.ts'
import { openKeyring, type PersonKeys } from '../../identity/keyring.ts'
import { open, type PasswordCost, randomSecret, seal, wipe } from '../../identity/secrets.ts'

export interface Pins {
  set(person: string, pin: string, keys: PersonKeys): Promise<void>
  /** Whether a PIN opens for this person now. */
  opens(person: string): boolean
  /** The person's keys. @throws Refusal pin-off, pin-wrong */
  open(person: string, pin: string): Promise<PersonKeys>
  /** The person gave the password: the tries begin anew. */
  passwordGiven(person: string): void
  remove(person: string): boolean
  /** Who has one, whether it opens or not. */
  people(): string[]
  close(): void
}

interface Kept {
  sealed: Buffer
  wrong: number
}

/** A PIN is tried often and must not keep anybody waiting; what it guards is in memory alone. */
const pinCost = ({ ops, memory }: PasswordCost): PasswordCost => ({
  ops: Math.min(ops, 2),
  memory: Math.min(memory, 64 * 1024 * 1024),
})

const context = 'smart-coop pin 1'

export function createPins(cost: PasswordCost): Pins {
  const pepper = randomSecret()
  const kept = new Map<string, Kept>()

  async function keysFrom(sealed: Buffer, pin: string): Promise<PersonKeys | null> {
    const inner = open(sealed, pepper, context)
    if (!inner) throw new Error('a kept PIN does not open with the key of this start')
    const keyring = keyringSchema.parse(JSON.parse(inner.toString('utf8')))
    wipe(inner)
    return openKeyring(keyring, pin)
  }

  return {
    async set(person, pin, keys) {
      const keyring = await keys.rewrap(pin, pinCost(cost))
      kept.set(person, { sealed: seal(Buffer.from(JSON.stringify(keyring)), pepper, context), wrong: 0 })
    },
    opens: (person) => (kept.get(person)?.wrong ?? mostPinTries) < mostPinTries,
    async open(person, pin) {
      const mine = kept.get(person)
      if (!mine || mine.wrong >= mostPinTries) throw new Refusal('pin-off')
      // Counted before it is tried: many at once get no more than five.
      mine.wrong += 1
      const keys = await keysFrom(mine.sealed, pin)
      if (!keys) throw new Refusal('pin-wrong', { left: mostPinTries - mine.wrong })
      mine.wrong = 0
      return keys
    },
    passwordGiven(person) {
      const mine = kept.get(person)
      if (mine) mine.wrong = 0
    },
    remove: (person) => kept.delete(person),
    people: () => [...kept.keys()],
    close() {
      kept.clear()
      wipe(pepper)
    },
  }
}
