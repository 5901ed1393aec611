/** Signs a verb in: as the person it names, or as the administrator who made the organisation here. */
import { givenPassword } from './password.ts'
import { say } from './say.ts'
import { Complaint, codeOf } from './sentence.ts'
import type { Api } from './socketClient.ts'
import { type Given, textOf } from './verb.ts'

/** Runs `act` with a signed-in connection to the core of the folder, and lets go of it whatever happens. */
export async function signedIn<T>(given: Given, act: (api: Api) => Promise<T>): Promise<T> {
  return connected(given, async (api) => {
    const state = await api.door.state()
    const login = textOf(given.values, 'user') ?? state.people[0]?.login
    if (state.stage === 'new' || login === undefined) {
      throw new Complaint(say('failed.noOrganisation', { folder: given.folder }))
    }
    await api.door.signIn({ login, password: await givenPassword() })
    return act(api)
  })
}

/** Runs `act` with a connection that nobody has signed in on. */
export async function connected<T>(given: Given, act: (api: Api) => Promise<T>): Promise<T> {
  const connection = await given.connect()
  try {
    return await act(connection.api)
  } catch (error) {
    if (connection.isLost() && codeOf(error) === null) throw new Complaint(say('failed.coreGone'))
    throw error
  } finally {
    await connection.close()
  }
}
