/** What the door asks of the core. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { DoorState, Founding } from '#contract/door.contract.ts'
import { api } from '../../lib/api.ts'
import { orpc } from '../../lib/query.ts'
import type { Sheet } from './sheet.ts'

/** The answer of a sign-in is the door's new state: shown at once, without asking again. */
function useKeepDoor(): (state: DoorState) => void {
  const client = useQueryClient()
  return (state) => client.setQueryData(orpc.door.state.queryKey(), state)
}

export function useSignIn() {
  return useMutation(orpc.door.signIn.mutationOptions({ onSuccess: useKeepDoor() }))
}

export function useRecover() {
  return useMutation(orpc.door.recover.mutationOptions({ onSuccess: useKeepDoor() }))
}

export const useSetLook = () => useMutation(orpc.door.setLook.mutationOptions())

async function found(founding: Founding): Promise<Sheet> {
  const { recovery } = await api.door.found(founding)
  const { login, password, organisation } = founding
  const sheet = { organisation, login, foundedAt: Date.now(), recovery }
  try {
    await api.door.signIn({ login, password })
    return { ...sheet, fingerprint: (await api.admin.machine()).fingerprint }
  } catch {
    // The code is shown only now: whatever fails behind the founding must not keep it from the person.
    return { ...sheet, fingerprint: null }
  }
}

/** Founds, signs the founder in, and gives the sheet that must now be printed. */
export const useFound = () => useMutation({ mutationFn: found })

export interface DemoProgress {
  done: number
  of: number
}

/** Makes the demo cooperative and signs in to it. */
export async function makeDemo(tell: (progress: DemoProgress) => void): Promise<DoorState> {
  const stream = await api.door.demo({})
  for (;;) {
    const step = await stream.next()
    if (step.done) return api.door.signIn({ login: step.value.login, password: step.value.password })
    tell(step.value)
  }
}

export function useDemo(tell: (progress: DemoProgress) => void) {
  return useMutation({ mutationFn: () => makeDemo(tell), onSuccess: useKeepDoor() })
}
