/** The bottom line: where the data stands, what is being read, which machine this is. */
import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import type { Theme } from '@mui/material/styles'
import CloudOff from '@mui/icons-material/CloudOff'
import Computer from '@mui/icons-material/Computer'
import HourglassTop from '@mui/icons-material/HourglassTop'
import Storage from '@mui/icons-material/Storage'
import { Link } from 'react-router'
import { useTranslation } from '../../lib/i18n.ts'
import type { DoorState } from '#contract/door.contract.ts'
import { useConnection } from '../../lib/connection.ts'
import { useReading } from '../../lib/reading.ts'
import { Kbd } from '../../ui/Kbd.tsx'
import { useIsWide } from '../../ui/rem.ts'
import { DemoMark, lineSx, partSx } from '../../ui/statusParts.tsx'
import { mayPerson } from '../door.queries.ts'
import { useFrameActs } from './frameActs.ts'

const linkSx = (theme: Theme) => ({ ...partSx, color: theme.vars.palette.text.primary, textUnderlineOffset: '.15em' })

function ReadingPart() {
  const { t } = useTranslation('frame')
  const { waiting, running } = useReading()
  const count = waiting + running.length
  if (count === 0) return null
  return (
    <Box component={Link} to="/documenti?vista=reading" sx={linkSx}>
      <HourglassTop fontSize="small" />
      {t('status.reading', { count })}
    </Box>
  )
}

function WhereDataStands({ isDown }: { isDown: boolean }) {
  const { t } = useTranslation('frame')
  const roomy = useIsWide(64)
  const Icon = isDown ? CloudOff : Storage
  return (
    <>
      <Box component="span" sx={partSx}>
        <Icon fontSize="small" />
        <Box component="span" sx={{ fontWeight: 650, color: isDown ? 'inherit' : 'text.primary' }}>
          {isDown ? t('status.down') : t('status.onlyHere')}
        </Box>
      </Box>
      {roomy && <span>{isDown ? t('status.downText') : t('status.noDrive')}</span>}
    </>
  )
}

export function StatusLine({ door }: { door: DoorState }) {
  const { t } = useTranslation('frame')
  const acts = useFrameActs()
  const isDown = useConnection() === 'down'
  return (
    <Box component="footer" data-region className="no-print" aria-live="polite" sx={lineSx(isDown)}>
      <WhereDataStands isDown={isDown} />
      {mayPerson(door.person, 'documents.read') && <ReadingPart />}
      <Box sx={{ flex: 1 }} />
      {door.demo && <DemoMark />}
      <Box component="span" sx={{ ...partSx, minWidth: 0 }}>
        <Computer fontSize="small" />
        <Box component="span" sx={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>
          {door.machine}
        </Box>
      </Box>
      <ButtonBase
        onClick={() => acts.open('keys')}
        aria-haspopup="dialog"
        sx={{ ...partSx, font: 'inherit', color: 'inherit' }}
      >
        <Kbd>{t('keyNames.keys')}</Kbd>
        {t('status.keys')}
      </ButtonBase>
    </Box>
  )
}
