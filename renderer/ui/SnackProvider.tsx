/** Holds the notices of the session, shows the newest, and answers `Ctrl Z`. */
import Button from '@mui/material/Button'
import Box from '@mui/material/Box'
import Snackbar from '@mui/material/Snackbar'
import CheckCircle from '@mui/icons-material/CheckCircle'
import ErrorIcon from '@mui/icons-material/Error'
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from '../lib/i18n.ts'
import { sentenceOf } from '../lib/messages.ts'
import { Kbd } from './Kbd.tsx'
import { type Notice, type Snack, type Snacks, SnacksContext } from './snacks.ts'

const kept = 20
const shownMs = 8000

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))

function useNotices(): Snacks & { current: Notice | null; hide: () => void } {
  const { t } = useTranslation('ui')
  const [notices, setNotices] = useState<readonly Notice[]>([])
  const [current, setCurrent] = useState<Notice | null>(null)
  const [hasUnseen, setUnseen] = useState(false)

  const lastId = useRef(0)

  const show = useCallback((snack: Snack) => {
    const notice: Notice = { ...snack, id: ++lastId.current, at: Date.now(), state: 'fresh' }
    setNotices((before) => [notice, ...before].slice(0, kept))
    setCurrent(notice)
    setUnseen(true)
  }, [])

  const undo = useCallback(
    (notice: Notice) => {
      setNotices((before) => before.map((one) => (one.id === notice.id ? { ...one, state: 'undone' } : one)))
      setCurrent(null)
      Promise.resolve(notice.undo?.()).then(
        () => show({ text: t('undone', { what: notice.text }) }),
        (error: unknown) => show({ text: sentenceOf(error), tone: 'error' }),
      )
    },
    [show, t],
  )

  const undoable = useMemo(() => notices.find((one) => one.undo && one.state === 'fresh') ?? null, [notices])
  const hide = useCallback(() => setCurrent(null), [])
  const seen = useCallback(() => setUnseen(false), [])
  return useMemo(
    () => ({ show, notices, undoable, undo, seen, hasUnseen, current, hide }),
    [show, notices, undoable, undo, seen, hasUnseen, current, hide],
  )
}

export function SnackProvider({ children }: { children: ReactNode }) {
  const { t } = useTranslation('ui')
  const snacks = useNotices()
  const { current, undoable, undo, hide } = snacks

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isUndo = event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey) && !event.shiftKey
      if (!isUndo || isTyping(event.target) || !undoable) return
      event.preventDefault()
      undo(undoable)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [undoable, undo])

  const Icon = current?.tone === 'error' ? ErrorIcon : CheckCircle
  return (
    <SnacksContext.Provider value={snacks}>
      {children}
      <Snackbar
        key={current?.id}
        open={current !== null}
        autoHideDuration={shownMs}
        // The snack waits for whoever points at it or has the focus in it; Esc closes it.
        onClose={(_event, reason) => reason !== 'clickaway' && hide()}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'center' }}
        transitionDuration={180}
        className="no-print"
        sx={{ bottom: { xs: '3.25rem' } }}
      >
        <Box
          role={current?.tone === 'error' ? 'alert' : 'status'}
          sx={(theme) => ({
            display: 'flex',
            alignItems: 'center',
            gap: 1.25,
            borderRadius: '.625rem',
            padding: '.5rem .5rem .5rem .875rem',
            minHeight: '3rem',
            fontSize: '.9375rem',
            background: theme.vars.palette.snack.main,
            color: theme.vars.palette.snack.on,
            boxShadow: theme.vars.palette.shadow.raised,
          })}
        >
          <Icon fontSize="small" />
          <span>{current?.text}</span>
          {current?.undo && (
            <Button
              size="small"
              onClick={() => undo(current)}
              sx={(theme) => ({ color: theme.vars.palette.snack.act, fontWeight: 650 })}
            >
              {t('undo')}
              <Box component="span" sx={{ ml: 0.75 }}>
                <Kbd plain>{t('keys.undo')}</Kbd>
              </Box>
            </Button>
          )}
        </Box>
      </Snackbar>
    </SnacksContext.Provider>
  )
}
