/** Everything around the screens: styles and cached answers. */
import { CacheProvider, type EmotionCache } from '@emotion/react'
import CssBaseline from '@mui/material/CssBaseline'
import { ThemeProvider } from '@mui/material/styles'
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { LookKeeper } from './LookKeeper.tsx'
import { Screens } from './Screens.tsx'
import { theme } from './theme/theme.ts'

export function App({ client, cache }: { client: QueryClient; cache: EmotionCache }) {
  return (
    <StrictMode>
      <CacheProvider value={cache}>
        <ThemeProvider theme={theme} storageManager={null} noSsr>
          <CssBaseline />
          <QueryClientProvider client={client}>
            <LookKeeper />
            <ErrorBoundary>
              <Screens />
            </ErrorBoundary>
          </QueryClientProvider>
        </ThemeProvider>
      </CacheProvider>
    </StrictMode>
  )
}
