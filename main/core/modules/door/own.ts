/** What a person does with their own password and PIN. */
import { Refusal } from '#contract/errors.ts'
import type { DoorPerson } from '../../identity/doorFile.ts'
import { openKeyring, rewrapKeyring } from '../../identity/keyring.ts'
import type { Hall } from './hall.ts'
import { isWeakPin } from './pin.rules.ts'
import { demandPassword, wrongTry } from './ways.ts'

export interface Own {
  /** @throws Refusal wrong-credentials, too-soon, weak-password */
  changePassword(person: string, current: string, next: string): Promise<void>
  /** @throws Refusal weak-pin, wrong-credentials, too-soon */
  setPin(person: string, pin: string, password: string): Promise<void>
  removePin(person: string): Promise<void>
  /** Whether this person's PIN opens now. */
  hasPin(person: string): boolean
}

export function createOwn(hall: Hall): Own {
  const { guard, pins, audit, organised, deps } = hall

  /** @throws Refusal signed-out for somebody who was taken away meanwhile */
  function own(id: string): DoorPerson {
    const person = organised().people.find((known) => known.id === id)
    if (!person) throw new Refusal('signed-out')
    return person
  }

  return {
    changePassword: (id, current, next) =>
      hall.inTurn(async () => {
        demandPassword(next)
        const person = own(id)
        const wrong = wrongTry(hall, 'wrong-try', person, 'password')
        const keyring = await guard.tryOnce(() => rewrapKeyring(person.keyring, current, next, deps.cost), wrong)
        hall.keepPerson({ ...person, keyring })
        pins.remove(id)
        await audit.record({ kind: 'password-changed', person: id })
      }),

    setPin: (id, pin, password) =>
      hall.inTurn(async () => {
        if (isWeakPin(pin)) throw new Refusal('weak-pin')
        const person = own(id)
        const wrong = wrongTry(hall, 'wrong-try', person, 'password')
        const keys = await guard.tryOnce(() => openKeyring(person.keyring, password), wrong)
        try {
          await audit.record({ kind: 'pin-set', person: id })
          await pins.set(id, pin, keys)
        } finally {
          keys.wipe()
        }
      }),

    removePin: (id) =>
      hall.inTurn(async () => {
        if (pins.remove(id)) await audit.record({ kind: 'pin-removed', person: id })
      }),

    hasPin: (id) => pins.opens(id),
  }
}
