/** What can be done from anywhere in the frame; bars, palette and keys all call these. */
import { createContext, useContext, useMemo } from 'react'
import { useTranslation } from '../../lib/i18n.ts'
import type { DoorState, Look } from '#contract/door.contract.ts'
import { useSetLook, wayBackFrom } from '../../lib/look.ts'
import { sentenceOf } from '../../lib/messages.ts'
import { useSnack } from '../../ui/snacks.ts'
import { mayPerson, useSignOut } from '../door.queries.ts'
import { chooseFiles } from '../takeIn.ts'

export type FrameDialog = 'palette' | 'keys'

export interface FrameActs {
  open: (dialog: FrameDialog) => void
  lock: () => void
  signOut: () => void
  setLook: (part: Partial<Look>) => void
  /** Null for who may not take papers in. */
  addDocuments: (() => void) | null
  look: Look
  person: DoorState['person']
}

export const FrameActsContext = createContext<FrameActs | null>(null)

export function useFrameActs(): FrameActs {
  const acts = useContext(FrameActsContext)
  if (!acts) throw new Error('useFrameActs outside of the frame')
  return acts
}

export function useFrameActsFor(door: DoorState, open: (dialog: FrameDialog) => void): FrameActs {
  const snack = useSnack()
  const { t } = useTranslation('frame')
  const { mutate: signOut } = useSignOut()
  const { mutate: setLook } = useSetLook()
  const { person, look } = door
  return useMemo(() => {
    const onError = (error: unknown) => snack({ text: sentenceOf(error), tone: 'error' })
    const change = (part: Partial<Look>) => setLook(part, { onError })
    return {
      open,
      lock: () => signOut({ keepPlace: true }, { onError }),
      signOut: () => signOut({ keepPlace: false }, { onError }),
      setLook: (part) => {
        change(part)
        snack({ text: t('lookChanged'), undo: () => change(wayBackFrom(part, look)) })
      },
      addDocuments: mayPerson(person, 'documents.take-in') ? chooseFiles : null,
      look,
      person,
    }
  }, [open, snack, t, signOut, setLook, person, look])
}
