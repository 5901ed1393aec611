/** Starts the page: finds out where it stands, dresses `<html>` accordingly, and draws. */
import './lib/noEval.ts'
import '@fontsource-variable/atkinson-hyperlegible-next'
import createCache from '@emotion/cache'
import { createRoot } from 'react-dom/client'
import { App } from './app/App.tsx'
import { applyLook } from './app/theme/look.ts'
import { speak } from './lib/i18n.ts'
import { createQueryClient, followNews, orpc } from './lib/query.ts'

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content
const cache = createCache({ key: 'sc', prepend: true, ...(nonce ? { nonce } : {}) })
const client = createQueryClient()
const root = document.getElementById('root')
if (!root) throw new Error('the page has no root')

/** A core that does not answer at once must not keep the screen empty: the page then says so itself. */
const patience = new Promise<null>((resolve) => setTimeout(() => resolve(null), 1500))

const door = await Promise.race([client.fetchQuery(orpc.door.state.queryOptions()).catch(() => null), patience])
const look = door?.look ?? { theme: 'system', type: 'normal', language: 'it' }
applyLook(look)
await speak(look.language)
void followNews(client)
createRoot(root).render(<App client={client} cache={cache} />)
