/**
 * What a person may do, each act named once, and the roles that hold them (design.md §2); and which spaces
 * (design.md §6) a role reaches. A procedure names the permission it needs, and the core shows of papers only what
 * lies in a space that the person reaches; tests walk both as every role.
 */
export const permissions = [
  'documents.read',
  'documents.take-in',
  'documents.edit',
  /** Takes a record back to how it was, empties the trash. */
  'records.restore',
  /** Puts names, keys, roles and machines into the directory. */
  'admin.people',
  'admin.audit',
  'admin.copies',
  'admin.machine',
] as const
export type Permission = (typeof permissions)[number]

const papers = ['documents.read', 'documents.take-in', 'documents.edit'] as const

/** `administrator` is whoever founds the organisation, and whom that person makes one. */
export const roles = {
  administrator: [...papers, 'records.restore', 'admin.people', 'admin.audit', 'admin.copies', 'admin.machine'],
  direction: [...papers, 'records.restore', 'admin.audit'],
  hr: papers,
  payroll: papers,
  secretariat: [...papers, 'records.restore'],
  tenders: papers,
  fundraising: papers,
  marketing: papers,
  welfare: papers,
  /** Of one or more facilities: works at a shared machine that holds only what the facility needs. */
  coordinator: papers,
  /** Whoever works or belongs here and has no office: own papers, which come with their modules. */
  member: [],
} as const satisfies Record<string, readonly Permission[]>

export type Role = keyof typeof roles
export const roleNames = Object.keys(roles) as [Role, ...Role[]]

export function mayDo(held: readonly Role[], permission: Permission): boolean {
  return held.some((role) => (roles[role] as readonly Permission[]).includes(permission))
}

/** The spaces of every organisation. More can be made (one per facility, per dossier): their ids stand in the directory. */
export const firstSpaces = ['comune', 'soci', 'paghe', 'gare', 'welfare', 'direzione'] as const
export type FirstSpace = (typeof firstSpaces)[number]

/** What everybody with an office reads: nothing starts here, a person puts it here. */
export const commonSpace = 'comune'

/**
 * The spaces that a role reaches, the own office's first: where its papers start when the terminal's space is out of
 * its reach. Who needs what follows the table of confidentiality in the domain brief (§3.1) and the offices' work:
 * - hr works on people's files (`soci`), and of pay and of certificates of illness gets totals and dates only
 * - payroll keeps pay, and contracts, admissions and the register with the board
 * - secretariat registers and routes what comes in, which lies in `direzione` until it is moved on, and writes the
 *   board's minutes and the register
 * - tenders and fundraising share calls and their dossiers; marketing writes of what is everybody's
 * - a coordinator reaches a facility's space when there are such; until then what is everybody's
 * - a member's own papers lie in no space but in the personal drawer
 */
export const reach = {
  administrator: 'all',
  direction: 'all',
  hr: ['soci', 'comune'],
  payroll: ['paghe', 'soci', 'comune'],
  secretariat: ['direzione', 'soci', 'comune'],
  tenders: ['gare', 'comune'],
  fundraising: ['gare', 'comune'],
  marketing: ['comune'],
  welfare: ['welfare', 'comune'],
  coordinator: ['comune'],
  member: [],
} as const satisfies Record<Role, 'all' | readonly FirstSpace[]>

/** @param made ids of the spaces that this organisation has beside the first ones, or all of them */
export function spacesReached(held: readonly Role[], made: readonly string[] = []): string[] {
  const reached = held.map((role): 'all' | readonly string[] => reach[role])
  if (reached.includes('all')) return [...new Set([...firstSpaces, ...made])]
  return [...new Set(reached.flatMap((spaces) => spaces))]
}

/**
 * Where a new paper goes when nobody chose: the terminal's space; for who does not reach it the space of their own
 * office; for who has none of their own the terminal's all the same, unseen: never into what everybody reads.
 */
export function spaceOfNew(terminal: string, reached: readonly string[]): string {
  if (reached.includes(terminal)) return terminal
  return reached.find((space) => space !== commonSpace) ?? terminal
}
