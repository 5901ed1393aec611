/** People of a test's office, each made by the real administrator and let in by the real door. */
import type { Role } from '#contract/permissions.ts'
import type { Client, Office } from './office.ts'

export const passwordOf = (login: string): string => `la password di ${login}`

/** Invites somebody and opens the code for them; gives their id. */
export async function join(
  here: Office,
  administrator: Client,
  login: string,
  roles: Role[] = [],
  name = `Persona ${login}`,
): Promise<string> {
  const { person, code } = await administrator.people.invite({ login, name, roles })
  const { client } = here.call()
  await client.door.redeem({ login, code, password: passwordOf(login) })
  await client.door.signOut({})
  return person
}

/** A client of somebody who joined, with the caller behind it. */
export async function enter(here: Office, login: string, kind: 'cli' | 'loopback' | 'electron' = 'cli') {
  const { client, caller } = here.call(kind)
  await client.door.signIn({ login, password: passwordOf(login) })
  return { client, caller }
}
