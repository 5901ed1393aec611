/** MUI's parts in our cut: flat, hairlines, no ripple, and one focus ring for all. */
import type { Components, Theme } from '@mui/material/styles'
import { light } from './tokens.ts'

/** Two colours, so that the ring is seen on any ground. */
export const focusRing = (theme: Theme) => ({
  outline: `3px solid ${theme.vars.palette.focus.outer}`,
  outlineOffset: '2px',
  boxShadow: `0 0 0 2px ${theme.vars.palette.focus.inner}`,
})

const baseline = (theme: Theme) => ({
  ':root': { containerType: 'inline-size', containerName: 'frame' },
  html: { fontSize: '16px', colorScheme: 'light', WebkitFontSmoothing: 'antialiased' },
  'html[data-theme="dark"]': { colorScheme: 'dark' },
  'html[data-type="large"]': { fontSize: '20px' },
  body: { fontOpticalSizing: 'auto', height: '100vh', overflow: 'hidden' },
  '#root': { height: '100%' },
  'a:not([class])': { color: theme.vars.palette.primary.main, textUnderlineOffset: '.15em' },
  ':focus-visible': focusRing(theme),
  mark: {
    background: theme.vars.palette.mark.main,
    color: theme.vars.palette.mark.on,
    fontWeight: 650,
    padding: '0 .125rem',
    borderRadius: '.125rem',
  },
  '@media (prefers-reduced-motion: reduce)': {
    '*, *::before, *::after': { animationDuration: '0.01ms !important', transitionDuration: '0.01ms !important' },
  },
  '@page': { size: 'A4', margin: '16mm' },
  '@media print': {
    // Paper is white whatever the screen: printers leave dark grounds out, and light words with them.
    'html[data-theme="dark"]': {
      colorScheme: 'light',
      '--mui-palette-text-primary': light.ink,
      '--mui-palette-text-secondary': light.ink2,
      '--mui-palette-background-default': light.paper,
      '--mui-palette-background-paper': light.paper,
      '--mui-palette-divider': light.divider,
      '--mui-palette-success-main': light.ok.main,
      '--mui-palette-primary-main': light.primary.main,
    },
    body: { height: 'auto', overflow: 'visible', background: '#fff', color: '#000' },
    '#root': { height: 'auto' },
    '.no-print': { display: 'none !important' },
    thead: { display: 'table-header-group' },
  },
})

export const components: Components<Theme> = {
  MuiCssBaseline: { styleOverrides: baseline },
  MuiButtonBase: {
    defaultProps: { disableRipple: true },
    styleOverrides: { root: ({ theme }) => ({ '&.Mui-focusVisible, &:focus-visible': focusRing(theme) }) },
  },
  MuiButton: {
    defaultProps: { disableElevation: true },
    styleOverrides: {
      root: ({ theme }) => ({
        minHeight: '2.5rem',
        padding: '0 1rem',
        borderRadius: '.5rem',
        whiteSpace: 'nowrap',
        variants: [
          { props: { size: 'small' }, style: { minHeight: '2.25rem', padding: '0 .75rem', fontSize: '.9375rem' } },
          { props: { size: 'large' }, style: { minHeight: '3rem', padding: '0 1.25rem', fontSize: '1rem' } },
          { props: { variant: 'text' }, style: { padding: '0 .5rem' } },
          {
            props: { variant: 'outlined' },
            style: {
              background: theme.vars.palette.background.paper,
              borderColor: theme.vars.palette.surface.border,
              color: theme.vars.palette.text.primary,
              '&:hover': { background: theme.vars.palette.action.hover },
            },
          },
          {
            props: { variant: 'outlined', color: 'error' },
            style: { borderColor: theme.vars.palette.error.main, color: theme.vars.palette.error.main },
          },
        ],
      }),
      startIcon: { '& > *:nth-of-type(1)': { fontSize: '1.25rem' } },
      endIcon: { '& > *:nth-of-type(1)': { fontSize: '1.25rem' } },
    },
  },
  MuiIconButton: {
    styleOverrides: { root: { width: '2.5rem', height: '2.5rem', borderRadius: '.5rem', color: 'inherit' } },
  },
  MuiSvgIcon: { styleOverrides: { fontSizeMedium: { fontSize: '1.375rem' }, fontSizeSmall: { fontSize: '1.125rem' } } },
  MuiPaper: {
    styleOverrides: {
      root: ({ theme }) => ({ backgroundImage: 'none', border: `1px solid ${theme.vars.palette.divider}` }),
      rounded: { borderRadius: '.75rem' },
    },
  },
  MuiMenu: {
    styleOverrides: { paper: ({ theme }) => ({ boxShadow: theme.vars.palette.shadow.raised, minWidth: '14rem' }) },
  },
  MuiPopover: { styleOverrides: { paper: ({ theme }) => ({ boxShadow: theme.vars.palette.shadow.raised }) } },
  MuiMenuItem: { styleOverrides: { root: { minHeight: '2.5rem', gap: '.625rem' } } },
  MuiDialog: {
    defaultProps: { transitionDuration: 180 },
    styleOverrides: {
      paper: ({ theme }) => ({ boxShadow: theme.vars.palette.shadow.raised, width: '24.5rem', margin: '1rem' }),
    },
  },
  MuiDialogTitle: { styleOverrides: { root: { padding: '1rem 1rem .25rem' } } },
  MuiDialogContent: { styleOverrides: { root: { padding: '0 1rem' } } },
  MuiDialogActions: { styleOverrides: { root: { padding: '1rem', justifyContent: 'flex-start', gap: '.5rem' } } },
  MuiInputBase: {
    styleOverrides: {
      input: ({ theme }) => ({ '&::placeholder': { opacity: 1, color: theme.vars.palette.text.secondary } }),
    },
  },
  MuiOutlinedInput: {
    defaultProps: { notched: false },
    styleOverrides: {
      root: ({ theme }) => ({
        minHeight: '2.75rem',
        borderRadius: '.5rem',
        background: theme.vars.palette.background.paper,
        '& .MuiOutlinedInput-notchedOutline': { borderColor: theme.vars.palette.surface.border, top: 0 },
        '&.Mui-error .MuiOutlinedInput-notchedOutline': { borderWidth: '2px' },
        '&.Mui-focused': focusRing(theme),
        '&.Mui-focused .MuiOutlinedInput-notchedOutline': { borderWidth: '1px' },
      }),
      input: {
        padding: '.5rem .75rem',
        fontSize: '1.0625rem',
        '&:focus-visible': { outline: 'none', boxShadow: 'none' },
      },
      notchedOutline: { '& legend': { display: 'none' } },
    },
  },
  MuiTabs: {
    defaultProps: { variant: 'scrollable', scrollButtons: 'auto' },
    styleOverrides: { root: { minHeight: '2.8rem' }, indicator: { height: '3px' } },
  },
  MuiTab: {
    styleOverrides: {
      root: ({ theme }) => ({
        minHeight: '2.8rem',
        padding: '.5rem .75rem',
        fontWeight: 500,
        '&.Mui-selected': { color: theme.vars.palette.text.primary, fontWeight: 650 },
      }),
    },
  },
  MuiTableCell: {
    styleOverrides: {
      root: { padding: '.5rem .75rem', fontSize: '1rem' },
      head: ({ theme }) => ({ fontWeight: 600, color: theme.vars.palette.text.secondary, fontSize: '.9375rem' }),
    },
  },
  MuiTooltip: {
    defaultProps: { enterDelay: 300, describeChild: false },
    styleOverrides: {
      tooltip: ({ theme }) => ({
        fontSize: '.875rem',
        background: theme.vars.palette.snack.main,
        color: theme.vars.palette.snack.on,
      }),
    },
  },
  MuiSkeleton: {
    defaultProps: { animation: false, variant: 'rounded' },
    styleOverrides: { root: ({ theme }) => ({ background: theme.vars.palette.divider }) },
  },
}
