/** First start: make a cooperative, or try with invented data. Until «Conferma» nothing is made. */
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import DomainAdd from '@mui/icons-material/DomainAdd'
import Lock from '@mui/icons-material/Lock'
import Restore from '@mui/icons-material/Restore'
import Science from '@mui/icons-material/Science'
import { useState } from 'react'
import { useTranslation } from '../../lib/i18n.ts'
import type { DoorState } from '#contract/door.contract.ts'
import { DemoStart } from './DemoStart.tsx'
import { DoorShell } from './DoorShell.tsx'
import { FoundingForm } from './FoundingForm.tsx'
import { LookChoice } from './LookChoice.tsx'
import type { Sheet } from './sheet.ts'
import { TakeBackForm } from './TakeBackForm.tsx'
import { WayButton } from './WayButton.tsx'

type Way = 'none' | 'found' | 'take-back' | 'demo'

function WhatItIs() {
  const { t } = useTranslation('door')
  return (
    <>
      <Box sx={{ mt: '4.5rem', mb: 2, '@container frame (max-width: 75rem)': { mt: '2rem' } }}>
        <Typography
          variant="h1"
          component="p"
          sx={{
            fontSize: '2.125rem',
            lineHeight: '2.625rem',
            '@container frame (max-width: 75rem)': { fontSize: '1.75rem', lineHeight: '2.25rem' },
          }}
        >
          {t('promise.title')}
        </Typography>
        <Typography color="textSecondary" sx={{ mt: 2, fontSize: '1.0625rem', lineHeight: '1.625rem' }}>
          {t('promise.text')}
        </Typography>
      </Box>
      <Box sx={{ flex: 1 }} />
      <Typography variant="body2" color="textSecondary" sx={{ display: 'flex', gap: 1 }}>
        <Lock fontSize="small" />
        {t('promise.sealed')}
      </Typography>
    </>
  )
}

function Ways({ door, onWay }: { door: DoorState; onWay: (way: Way) => void }) {
  const { t } = useTranslation('door')
  return (
    <>
      <Typography variant="h1" sx={{ fontSize: '1.5rem', lineHeight: '2rem' }}>
        {t('start.title')}
      </Typography>
      <Typography color="textSecondary" sx={{ mt: 0.5, mb: 3 }}>
        {t('start.text')}
      </Typography>
      <Box sx={{ display: 'grid', gap: '.75rem' }}>
        <WayButton
          main
          icon={DomainAdd}
          title={t('ways.found')}
          text={t('ways.foundText')}
          onClick={() => onWay('found')}
        />
        <WayButton
          icon={Restore}
          title={t('ways.takeBack')}
          text={t('ways.takeBackText')}
          onClick={() => onWay('take-back')}
        />
        <WayButton icon={Science} title={t('ways.demo')} text={t('ways.demoText')} onClick={() => onWay('demo')} />
      </Box>
      <Box sx={{ mt: 3 }}>
        <LookChoice look={door.look} />
      </Box>
    </>
  )
}

export function FirstStartPage({ door, onFounded }: { door: DoorState; onFounded: (sheet: Sheet) => void }) {
  const { t } = useTranslation('door')
  const [way, setWay] = useState<Way>('none')
  const back = () => setWay('none')
  return (
    <DoorShell door={door} title={t('start.title')} aside={<WhatItIs />}>
      <Box sx={{ maxWidth: '44rem' }}>
        {way === 'none' && <Ways door={door} onWay={setWay} />}
        {way === 'found' && <FoundingForm machine={door.machine} onBack={back} onFounded={onFounded} />}
        {way === 'take-back' && <TakeBackForm onBack={back} />}
        {way === 'demo' && <DemoStart onBack={back} />}
      </Box>
    </DoorShell>
  )
}
