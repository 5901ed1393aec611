/** What the entries of the register are about, as a person asks for them: each subject gathers several kinds. */
import type { AuditKind } from '#contract/audit.contract.ts'

export const subjects = {
  signIns: ['sign-in', 'recovered', 'code-redeemed'],
  wrongTries: ['wrong-try', 'pin-locked', 'code-wrong'],
  refusals: ['refused'],
  secrets: ['pin-set', 'pin-removed', 'password-changed', 'sheet-renewed'],
  people: [
    'person-invited',
    'person-created',
    'person-renamed',
    'roles-changed',
    'person-suspended',
    'person-readmitted',
    'person-revoked',
    'person-reset',
    'administrator-restored',
  ],
  machines: ['device-revoked', 'terminal-changed'],
  copies: ['copy-made', 'copy-restored'],
  papers: ['original-opened'],
  reserved: ['c3-opened', 'c3-marked', 'c3-unmarked'],
  exports: ['exported'],
} as const satisfies Record<string, readonly AuditKind[]>

export type Subject = keyof typeof subjects
export const subjectNames = Object.keys(subjects) as [Subject, ...Subject[]]
export const isSubject = (text: string | null): text is Subject => text !== null && Object.hasOwn(subjects, text)

/** Where a kind belongs: a test holds that every kind belongs somewhere. */
export const subjectOf = (kind: AuditKind): Subject =>
  subjectNames.find((name) => (subjects[name] as readonly AuditKind[]).includes(kind)) ?? 'signIns'
