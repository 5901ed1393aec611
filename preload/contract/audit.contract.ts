/** Registro: what a later question may need an answer to. It is only added to; nobody can edit it. */
import * as z from 'zod'
import { query, work } from './define.ts'
import { bytes, id, moment, pageOf } from './shared.ts'

export const auditKinds = [
  // At the door. `wrong-try` without a person: the login was nobody's (what was typed is not kept).
  'sign-in',
  'wrong-try',
  /** Five wrong PINs: the password is asked. */
  'pin-locked',
  'pin-set',
  'pin-removed',
  'password-changed',
  /** The printed recovery sheet was used. */
  'recovered',
  /** Nobody administered any more: whoever came in with the sheet does. */
  'administrator-restored',
  /** A new recovery sheet counts, and the one before no more. */
  'sheet-renewed',
  'code-redeemed',
  'code-wrong',
  // The road: somebody asked for what their role does not allow; `what` is the procedure.
  'refused',
  // People and machines; `about` is the person or the machine.
  'person-invited',
  'person-created',
  'person-renamed',
  'roles-changed',
  'person-suspended',
  'person-readmitted',
  'person-revoked',
  'person-reset',
  'device-revoked',
  'terminal-changed',
  /** A safety copy was made: by a person, or by the plan (then nobody's). */
  'copy-made',
  /** This machine was taken back from a copy; `what` is the copy's day, `2026-05-04` in UTC. */
  'copy-restored',
  // Contents. `about` is the paper or the record.
  'original-opened',
  'exported',
  /** Data of class C3 (health, union, criminal record, disadvantage) were opened on purpose. */
  'c3-opened',
  /** A paper was said to hold such data, or no longer. */
  'c3-marked',
  'c3-unmarked',
] as const
export const auditKind = z.enum(auditKinds)
export type AuditKind = z.infer<typeof auditKind>

export const auditRow = z.object({
  id,
  at: moment,
  kind: auditKind,
  /** Who did it, with the name of now; null where nobody was known. */
  person: z.object({ id, name: z.string() }).nullable(),
  /** The machine on which it was done. */
  device: z.object({ id, name: z.string() }),
  /** The person, machine, paper or record that it is about; `name` is empty where there is none to tell. */
  about: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** A word of the program that tells more: a procedure, roles given and taken (`+hr -payroll`), a format. */
  what: z.string(),
})
export type AuditRow = z.infer<typeof auditRow>

const filter = z.object({
  kinds: z.array(auditKind).max(auditKinds.length).default([]),
  /** Who did it, or whom it is about. */
  person: id.optional(),
  /** The machine on which it was done, or that it is about. */
  device: id.optional(),
  /** From this moment on, until before that one. */
  from: moment.optional(),
  until: moment.optional(),
})

export const audit = {
  /** Newest first. */
  list: query({
    needs: 'admin.audit',
    input: filter.extend(pageOf.shape),
    output: z.object({ rows: z.array(auditRow), total: z.number().int() }),
    reads: ['people', 'door'],
  }),
  /** Of whom and of what the register can tell: everybody who was ever here, whatever has become of them. */
  who: query({
    needs: 'admin.audit',
    output: z.object({
      people: z.array(z.object({ id, name: z.string(), gone: z.boolean() })),
      machines: z.array(z.object({ id, name: z.string(), gone: z.boolean() })),
    }),
    reads: ['people', 'door'],
  }),
  /** A table for the spreadsheet: UTF-8 with its mark, `;` between the columns; the export itself is recorded. */
  export: work({
    needs: 'admin.audit',
    input: filter.extend({ language: z.enum(['it', 'en']).default('it') }),
    output: z.object({ name: z.string(), content: bytes, rows: z.number().int() }),
  }),
}
