/** Where the work of a row is done, and its icon. */
import ErrorOutline from '@mui/icons-material/ErrorOutlined'
import FactCheck from '@mui/icons-material/FactCheck'
import History from '@mui/icons-material/History'
import type { ComponentType } from 'react'
import type { Waiting } from '#contract/today.contract.ts'

export const placeOf: Record<Waiting['kind'], string> = {
  'papers-refused': '/documenti?vista=refused',
  'papers-review': '/documenti?vista=review',
  'papers-cancelled': '/documenti?vista=refused',
}

export const iconOf: Record<Waiting['kind'], ComponentType> = {
  'papers-refused': ErrorOutline,
  'papers-review': FactCheck,
  'papers-cancelled': History,
}
