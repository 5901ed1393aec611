/** Name and office of whoever comes as a new person, where nobody is left. */
import { useState } from 'react'

export interface NewcomerForm {
  name: string
  office: string
  isNameless: boolean
  setName: (text: string) => void
  setOffice: (text: string) => void
  /** What was written, or null after having shown at its field what is missing. */
  checked: () => { name: string; office: string } | null
}

export function useNewcomer(): NewcomerForm {
  const [name, setName] = useState('')
  const [office, setOffice] = useState('')
  const [isNameless, setIsNameless] = useState(false)
  return {
    ...{ name, office, isNameless, setOffice },
    setName(text) {
      setName(text)
      setIsNameless(false)
    },
    checked() {
      setIsNameless(name.trim() === '')
      return name.trim() === '' ? null : { name, office }
    },
  }
}
