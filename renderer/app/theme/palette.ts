/** From our colours to MUI's palette, and the names that ours add to it. Read them through `theme.vars.palette`. */
import type {} from '@mui/material/themeCssVarsAugmentation'
import type { Tokens } from './tokens.ts'

interface Family {
  main: string
  soft: string
  onSoft: string
}

interface OwnPalette {
  /** Reserved things, two versions, a room closed by role. */
  plum: Family
  neutral: { soft: string; onSoft: string }
  /** Honey yellow, «Tocca a te»: what is mine. */
  ball: Tokens['ball']
  surface: { nav: string; sunken: string; border: string; ink3: string }
  mark: Tokens['mark']
  focus: Tokens['focus']
  snack: Tokens['snack']
  chart: Tokens['chart']
  shadow: Tokens['shadow']
}

declare module '@mui/material/styles' {
  interface Palette extends OwnPalette {}
  interface PaletteOptions extends OwnPalette {}
  interface PaletteColor {
    soft: string
    onSoft: string
  }
  interface SimplePaletteColorOptions {
    soft?: string
    onSoft?: string
  }
}

const family = (from: Family, on: string) => ({
  main: from.main,
  light: from.main,
  dark: from.onSoft,
  contrastText: on,
  soft: from.soft,
  onSoft: from.onSoft,
})

export const paletteFrom = (t: Tokens) => ({
  primary: { ...family(t.primary, t.primary.on), dark: t.primary.dark },
  success: family(t.ok, t.paper),
  info: family(t.info, t.paper),
  warning: family(t.warn, t.paper),
  error: family(t.error, t.paper),
  background: { default: t.page, paper: t.paper },
  text: { primary: t.ink, secondary: t.ink2, disabled: t.ink3 },
  divider: t.divider,
  action: { hover: t.hover, selected: t.primary.soft, active: t.ink2, disabled: t.ink3, disabledBackground: t.sunken },
  plum: t.plum,
  neutral: t.neutral,
  ball: t.ball,
  surface: { nav: t.nav, sunken: t.sunken, border: t.border, ink3: t.ink3 },
  mark: t.mark,
  focus: t.focus,
  snack: t.snack,
  chart: t.chart,
  shadow: t.shadow,
})
