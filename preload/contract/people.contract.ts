/**
 * Persone: who works and belongs here, what each may do, on which machines. Everything that is changed here
 * becomes a signed statement of the directory (design.md §6), and an entry of the audit.
 */
import * as z from 'zod'
import { query, work } from './define.ts'
import { login, office, password, personName } from './door.contract.ts'
import { permissions, roleNames } from './permissions.ts'
import { id, moment, pageOf } from './shared.ts'

export const role = z.enum(roleNames)

/**
 * - `invited`: has a one-time code and has not chosen a password yet
 * - `first-password`: an administrator chose the first password; at the first sign-in it is changed
 * - `suspended`: cannot enter until readmitted
 * - `revoked`: for ever out; what the person did keeps the name
 */
export const personStates = ['active', 'invited', 'first-password', 'suspended', 'revoked'] as const
export const personState = z.enum(personStates)
export type PersonState = z.infer<typeof personState>

export const personRow = z.object({
  id,
  login: z.string(),
  name: z.string(),
  office: z.string(),
  roles: z.array(role),
  state: personState,
  /** Whether it is the person who asks. */
  self: z.boolean(),
  /** Whether this machine holds the person's keys, so that they may sign in here. */
  here: z.boolean(),
  /** The last sign-in on this machine; null for never. */
  seenAt: moment.nullable(),
  /** Until when the one-time code opens; null where there is none. */
  codeUntil: moment.nullable(),
})
export type PersonRow = z.infer<typeof personRow>

/** The days that a one-time code lives, unless another number is asked. */
export const codeDays = 7
const days = z.number().int().min(1).max(30).default(codeDays)

/** A one-time code: shown once, to be handed over; the core keeps no way back to it. */
const oneTimeCode = z.object({ person: id, login: z.string(), code: z.string(), until: moment })
export type OneTimeCode = z.infer<typeof oneTimeCode>

const newPerson = z.object({ login, name: personName, office, roles: z.array(role).max(roleNames.length).default([]) })
const ofPerson = z.object({ person: id })
const nothing = z.object({})

export const device = z.object({
  id,
  name: z.string(),
  /** Of the machine's signing key, in groups of four, to compare by voice. */
  fingerprint: z.string(),
  /** The spaces whose keys the machine holds: whoever rules the machine can read them. */
  spaces: z.array(z.string()),
  since: moment,
  revoked: z.boolean(),
  /** Whether it is this machine. */
  self: z.boolean(),
  /** How many people may sign in there; null for a machine of which this one does not know it. */
  people: z.number().int().nullable(),
})
export type DeviceRow = z.infer<typeof device>

export const sight = z.object({
  person: id,
  login: z.string(),
  name: z.string(),
  state: personState,
  roles: z.array(role),
  permissions: z.array(z.enum(permissions)),
  /** The spaces that the person reaches by their roles, and the machines (their ids) through which. */
  spaces: z.array(z.object({ space: z.string(), devices: z.array(id) })),
})
export type Sight = z.infer<typeof sight>

const filter = {
  /** Part of name, login or office; case, accents and apostrophes do not matter. */
  text: z.string().max(200).default(''),
  role: role.optional(),
  state: personState.optional(),
}

export const people = {
  /** Sorted by name, revoked people last. */
  list: query({
    needs: 'admin.people',
    input: pageOf.extend(filter),
    output: z.object({
      rows: z.array(personRow),
      total: z.number().int(),
      /** How many there are of each state, whatever the filter. */
      states: z.record(personState, z.number().int()),
    }),
    reads: ['door'],
  }),
  one: query({ needs: 'admin.people', input: ofPerson, output: personRow, refusals: ['not-found'], reads: ['door'] }),
  /** A new person, who opens the code at the door and chooses the password there. */
  invite: work({
    needs: 'admin.people',
    input: newPerson.extend({ days }),
    output: oneTimeCode,
    refusals: ['login-taken', 'data-read-only'],
  }),
  /** A new person with a first password, said by voice and changed at the first sign-in. */
  create: work({
    needs: 'admin.people',
    input: newPerson.extend({ password }),
    output: ofPerson,
    refusals: ['login-taken', 'weak-password', 'data-read-only'],
  }),
  /** Name and office; the login stays. */
  rename: work({
    needs: 'admin.people',
    input: ofPerson.extend({ name: personName, office }),
    output: nothing,
    refusals: ['not-found', 'person-revoked', 'data-read-only'],
  }),
  /** The roles that the person holds from now on; those not named are taken away. */
  changeRoles: work({
    needs: 'admin.people',
    input: ofPerson.extend({ roles: z.array(role).max(roleNames.length) }),
    output: nothing,
    refusals: ['not-found', 'person-revoked', 'last-administrator', 'data-read-only'],
  }),
  /** Ends the person's sessions at once and keeps them out until `readmit`. */
  suspend: work({
    needs: 'admin.people',
    input: ofPerson,
    output: nothing,
    refusals: ['not-found', 'person-revoked', 'not-yourself', 'last-administrator', 'data-read-only'],
  }),
  readmit: work({
    needs: 'admin.people',
    input: ofPerson,
    output: nothing,
    refusals: ['not-found', 'person-revoked', 'data-read-only'],
  }),
  /** For ever: the person's keys are taken from this machine. */
  revoke: work({
    needs: 'admin.people',
    input: ofPerson,
    output: nothing,
    refusals: ['not-found', 'not-yourself', 'last-administrator', 'data-read-only'],
  }),
  /**
   * New keys and a one-time code, for who lost the password or the code. `drawer` tells how many things lay in
   * the personal drawer: the old keys opened them, so the offices that put them there must seal them again.
   */
  reset: work({
    needs: 'admin.people',
    input: ofPerson.extend({ days }),
    output: oneTimeCode.extend({ drawer: z.number().int() }),
    refusals: ['not-found', 'person-revoked', 'not-yourself', 'last-administrator', 'data-read-only'],
  }),
  devices: query({ needs: 'admin.people', output: z.array(device) }),
  /** A machine that is lost or leaves: from now on its word counts for nothing. */
  revokeDevice: work({
    needs: 'admin.people',
    input: z.object({ device: id }),
    output: nothing,
    refusals: ['not-found', 'not-this-machine', 'data-read-only'],
  }),
  /** *Chi vede cosa*: what each person reaches, by role in the core and by machine through its keys. */
  sees: query({
    needs: 'admin.people',
    input: pageOf.extend(filter),
    output: z.object({ rows: z.array(sight), total: z.number().int() }),
    reads: ['door'],
  }),
}
