/** The one theme of the program. Light, dark and large type are attributes of `<html>`, never read by components. */
import { createTheme } from '@mui/material/styles'
import { components } from './components.ts'
import { paletteFrom } from './palette.ts'
import { dark, light } from './tokens.ts'

const fontFamily = '"Atkinson Hyperlegible Next Variable", system-ui, sans-serif'

export const theme = createTheme({
  cssVariables: { colorSchemeSelector: 'data-theme' },
  colorSchemes: { light: { palette: paletteFrom(light) }, dark: { palette: paletteFrom(dark) } },
  spacing: '0.5rem',
  shape: { borderRadius: 8 },
  typography: {
    fontFamily,
    fontWeightMedium: 600,
    fontWeightBold: 650,
    h1: { fontSize: '1.75rem', lineHeight: '2.25rem', fontWeight: 650, letterSpacing: '-.01em' },
    h2: { fontSize: '1.25rem', lineHeight: '1.75rem', fontWeight: 650 },
    h3: { fontSize: '1.0625rem', lineHeight: '1.5rem', fontWeight: 650 },
    body1: { fontSize: '1rem', lineHeight: 1.5 },
    body2: { fontSize: '.9375rem', lineHeight: '1.375rem' },
    caption: { fontSize: '.875rem', lineHeight: '1.25rem', letterSpacing: 0 },
    button: { fontSize: '1rem', lineHeight: '1.25rem', fontWeight: 600, textTransform: 'none', letterSpacing: 0 },
  },
  components,
})
