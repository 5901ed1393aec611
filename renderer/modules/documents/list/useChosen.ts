/** Which row is chosen, and which of its pages the preview shows. */
import { useEffect, useEffectEvent, useState } from 'react'
import type { PaperRow } from '#contract/documents.contract.ts'
import { keyNow, type ListAddress } from './address.ts'
import type { Results } from './useResults.ts'

export interface Chosen {
  /** -1 when no row is. */
  index: number
  row: PaperRow | undefined
  page: number
  choose(index: number): void
  /** Chooses the first row, if none is chosen: of the list that the address asks for now, when it is there. */
  enter(): void
  turn(direction: 'next' | 'previous'): void
}

/** A paper stays chosen when rows come in above it; a row that is still on its way is known by its place only. */
interface Picked {
  index: number
  id: string | null
}

/** `onEntered` is told when the list that `enter` waits for is drawn, and has rows. */
export function useChosen({ chosen, choose }: ListAddress, results: Results, onEntered: () => void): Chosen {
  const [picked, setPicked] = useState<Picked | null>(null)
  const [turned, setTurned] = useState<{ id: string; page: number } | null>(null)
  const [entering, setEntering] = useState<string | null>(null)
  const [key, setKey] = useState(results.key)
  if (key !== results.key) {
    setKey(results.key)
    setPicked(null)
  }
  const id = picked ? (picked.id ?? results.rowAt(picked.index)?.id ?? null) : chosen
  const index = id === null ? (picked?.index ?? -1) : results.indexOf(id)
  const row = index >= 0 ? results.rowAt(index) : undefined
  if (picked && picked.id === null && id !== null) setPicked({ ...picked, id })

  useEffect(() => {
    if (picked?.id && picked.id !== chosen) choose(picked.id)
  }, [picked, chosen, choose])

  const choosePlace = (next: number) => setPicked({ index: next, id: results.rowAt(next)?.id ?? null })
  const goOn = useEffectEvent(() => {
    // Who goes on typing has another question.
    if (entering !== keyNow()) return setEntering(null)
    if (results.key !== entering || !results.isAnswered) return
    setEntering(null)
    if (results.total === 0) return
    if (index < 0) choosePlace(0)
    onEntered()
  })
  useEffect(() => {
    if (entering !== null) goOn()
  }, [entering, results])

  const page = row && turned?.id === row.id ? turned.page : (row?.page ?? 1)
  return {
    index,
    row,
    page,
    choose: choosePlace,
    enter: () => setEntering(keyNow()),
    turn(direction) {
      if (!row) return
      const next = page + (direction === 'next' ? 1 : -1)
      if (next >= 1 && next <= (row.pages ?? 1)) setTurned({ id: row.id, page: next })
    },
  }
}
