/** Catches what a page could not: the person keeps the frame, a number to report, and a way on. */
import Button from '@mui/material/Button'
import { Component, type ErrorInfo, type ReactNode } from 'react'
import { useTranslation } from '../lib/i18n.ts'
import { Face } from '../ui/Face.tsx'

interface Props {
  children: ReactNode
  /** When it changes, the page is tried again: the address. */
  place?: string
}

interface Caught {
  number: string
  place: string | undefined
}

/** Short enough to be read out on the telephone. */
const newNumber = (): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(2))
  return [...bytes]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase()
}

export class ErrorBoundary extends Component<Props, { caught: Caught | null }> {
  override state: { caught: Caught | null } = { caught: null }

  static getDerivedStateFromError(): { caught: Caught } {
    return { caught: { number: newNumber(), place: undefined } }
  }

  static getDerivedStateFromProps(props: Props, state: { caught: Caught | null }): { caught: Caught | null } | null {
    if (!state.caught) return null
    if (state.caught.place === undefined) return { caught: { ...state.caught, place: props.place ?? '' } }
    return state.caught.place === (props.place ?? '') ? null : { caught: null }
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    console.error(this.state.caught?.number, error.name, info.componentStack)
  }

  override render(): ReactNode {
    const { caught } = this.state
    if (!caught) return this.props.children
    return <BrokenPage number={caught.number} retry={() => this.setState({ caught: null })} />
  }
}

function BrokenPage({ number, retry }: { number: string; retry: () => void }) {
  const { t } = useTranslation('ui')
  const acts = (
    <>
      <Button variant="contained" size="small" onClick={retry}>
        {t('broken.retry')}
      </Button>
      <Button size="small" href="#/">
        {t('broken.home')}
      </Button>
    </>
  )
  return (
    <Face kind="error" level="h1" title={t('broken.title')} acts={acts}>
      {t('broken.text', { number })}
    </Face>
  )
}
