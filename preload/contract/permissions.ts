/**
 * What a person may do, each act named once, and the roles that hold them (design.md §2).
 * A procedure names the permission it needs; a test walks every procedure as every role.
 */
export const permissions = ['documents.read', 'documents.take-in', 'documents.edit', 'admin.machine'] as const
export type Permission = (typeof permissions)[number]

/** `amministratore`: whoever founds the organisation; the other roles come with the people. */
export const roles = {
  administrator: ['documents.read', 'documents.take-in', 'documents.edit', 'admin.machine'],
} as const satisfies Record<string, readonly Permission[]>

export type Role = keyof typeof roles

export function mayDo(held: readonly Role[], permission: Permission): boolean {
  return held.some((role) => (roles[role] as readonly Permission[]).includes(permission))
}
