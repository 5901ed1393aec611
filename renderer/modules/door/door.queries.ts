/** What the door asks of the core. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { DoorState, Founding } from '#contract/door.contract.ts'
import { api } from '../../lib/api.ts'
import { orpc } from '../../lib/query.ts'
import type { Sheet } from './sheet.ts'

/** The answer of a sign-in is the door's new state: shown at once, without asking again. */
function useKeepDoor(): (state: DoorState) => void {
  const client = useQueryClient()
  return (state) => void client.setQueryData(orpc.door.state.queryKey(), state)
}

export function useSignIn() {
  return useMutation(orpc.door.signIn.mutationOptions({ onSuccess: useKeepDoor() }))
}

/** By PIN, to the session of somebody who gave the password here since the start. */
export function useSwitch() {
  return useMutation(orpc.door.switch.mutationOptions({ onSuccess: useKeepDoor() }))
}

export function useRedeem() {
  return useMutation(orpc.door.redeem.mutationOptions({ onSuccess: useKeepDoor() }))
}

export function useRecover() {
  return useMutation(orpc.door.recover.mutationOptions({ onSuccess: useKeepDoor() }))
}

async function found(founding: Founding): Promise<Sheet> {
  const { recovery } = await api.door.found(founding)
  const { login, password, organisation } = founding
  const sheet = { organisation, login, madeAt: Date.now(), recovery }
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

/** When the sheet in force was made. */
export const useSheetInForce = () => useQuery(orpc.door.sheet.queryOptions())

/** A new sheet as it is printed: of whoever makes it, and of now. */
async function prepareSheet(): Promise<Sheet> {
  const { organisation, person } = await api.door.state()
  const { recovery, fingerprint } = await api.door.prepareSheet()
  return { organisation: organisation ?? '', login: person?.login ?? '', madeAt: Date.now(), recovery, fingerprint }
}

/** The code stays in memory only while its sheet is on the screen. */
export const usePrepareSheet = () => useMutation({ mutationFn: prepareSheet, gcTime: 0 })

export const useConfirmSheet = (onSuccess: () => void) =>
  useMutation(orpc.door.confirmSheet.mutationOptions({ gcTime: 0, onSuccess }))

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

export interface TakingBack {
  done: number
  of: number
}

/** Makes this computer the one that a copy was taken of; whoever is known there then signs in. */
async function takeBack(copy: { file: string; secret: string }, tell: (far: TakingBack) => void): Promise<DoorState> {
  const stream = await api.copies.takeBack(copy)
  for (;;) {
    const step = await stream.next()
    if (step.done) return api.door.state()
    tell(step.value)
  }
}

export function useTakeBack(tell: (far: TakingBack) => void) {
  const keep = useKeepDoor()
  return useMutation({
    mutationFn: (copy: { file: string; secret: string }) => takeBack(copy, tell),
    onSuccess: keep,
  })
}
