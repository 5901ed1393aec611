/** Where the work of a row is done, and its icon. */
import Backup from '@mui/icons-material/Backup'
import CallSplit from '@mui/icons-material/CallSplit'
import ErrorOutline from '@mui/icons-material/ErrorOutlined'
import FactCheck from '@mui/icons-material/FactCheck'
import History from '@mui/icons-material/History'
import type { ComponentType } from 'react'
import type { Waiting } from '#contract/today.contract.ts'

export const placeOf: Record<Waiting['kind'], string> = {
  'copy-late': '/amministrazione/copie',
  'copy-missing': '/amministrazione/copie',
  'two-versions': '/due-versioni',
  'papers-refused': '/documenti?vista=refused',
  'papers-review': '/documenti?vista=review',
  'papers-cancelled': '/documenti?vista=refused',
}

export const iconOf: Record<Waiting['kind'], ComponentType> = {
  'copy-late': Backup,
  'copy-missing': Backup,
  'two-versions': CallSplit,
  'papers-refused': ErrorOutline,
  'papers-review': FactCheck,
  'papers-cancelled': History,
}
