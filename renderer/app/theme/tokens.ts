/** Colours of the two schemes; every pair's contrast was measured, no text under 4.5. */
interface Family {
  main: string
  soft: string
  onSoft: string
}

export interface Tokens {
  page: string
  paper: string
  nav: string
  sunken: string
  hover: string
  divider: string
  border: string
  ink: string
  ink2: string
  ink3: string
  primary: Family & { dark: string; on: string }
  ball: { main: string; on: string; soft: string; onSoft: string; line: string }
  info: Family
  ok: Family
  warn: Family
  error: Family
  plum: Family
  neutral: { soft: string; onSoft: string }
  mark: { main: string; on: string }
  focus: { outer: string; inner: string }
  snack: { main: string; on: string; act: string }
  chart: { c1: string; c2: string; c3: string; c4: string; c5: string; c6: string; c7: string }
  shadow: { card: string; raised: string }
}

export const light: Tokens = {
  page: '#F4F6F3',
  paper: '#FFFFFF',
  nav: '#E4ECE8',
  sunken: '#EBEFEB',
  hover: '#EEF4F1',
  divider: '#D7DED9',
  border: '#71807D',
  ink: '#1B2A2B',
  ink2: '#465554',
  ink3: '#5B6A68',
  primary: { main: '#0B5A60', dark: '#07434A', on: '#FFFFFF', soft: '#DCEBE8', onSoft: '#07434A' },
  ball: { main: '#FFD36B', on: '#3D2C00', soft: '#FFF1CC', onSoft: '#5A3F00', line: '#A87400' },
  info: { main: '#1F5B94', soft: '#E1ECF7', onSoft: '#17456F' },
  ok: { main: '#2C6A3C', soft: '#E0F0E2', onSoft: '#1F5230' },
  warn: { main: '#8A5100', soft: '#FCEBD3', onSoft: '#6B3E00' },
  error: { main: '#A62B1F', soft: '#FBE5E1', onSoft: '#84210F' },
  plum: { main: '#6E3F7C', soft: '#F1E7F4', onSoft: '#562F62' },
  neutral: { soft: '#E6EBE8', onSoft: '#3A4847' },
  mark: { main: '#FFE9A6', on: '#2B2100' },
  focus: { outer: '#1B2A2B', inner: '#FFD36B' },
  snack: { main: '#1B2A2B', on: '#FFFFFF', act: '#FFD36B' },
  chart: { c1: '#0B5A60', c2: '#A07D12', c3: '#A82607', c4: '#2C86BB', c5: '#3E0655', c6: '#5E835F', c7: '#6650AB' },
  shadow: { card: '0 1px 2px rgba(27,42,43,.06)', raised: '0 4px 16px rgba(27,42,43,.14)' },
}

export const dark: Tokens = {
  page: '#121A1B',
  paper: '#1B2526',
  nav: '#0E1516',
  sunken: '#161F20',
  hover: '#222E2F',
  divider: '#314041',
  border: '#7F908E',
  ink: '#E9EFED',
  ink2: '#BAC7C4',
  ink3: '#A1B0AD',
  primary: { main: '#7CCBCB', dark: '#A6E0DF', on: '#06282B', soft: '#1F3B3D', onSoft: '#B5E6E4' },
  ball: { main: '#F2C255', on: '#2E2100', soft: '#3B3013', onSoft: '#F8DFA0', line: '#C9992F' },
  info: { main: '#8DBDEB', soft: '#1B3148', onSoft: '#BBD9F5' },
  ok: { main: '#8CCB97', soft: '#1C3624', onSoft: '#B9E3C0' },
  warn: { main: '#EDB066', soft: '#3D2B12', onSoft: '#F6CF9C' },
  error: { main: '#F2988A', soft: '#45201B', onSoft: '#F9C4BA' },
  plum: { main: '#CFA5DC', soft: '#372341', onSoft: '#E4CBEC' },
  neutral: { soft: '#2A3738', onSoft: '#CBD6D3' },
  mark: { main: '#5E4A10', on: '#FFF1CC' },
  focus: { outer: '#F2C255', inner: '#121A1B' },
  snack: { main: '#E9EFED', on: '#1B2A2B', act: '#0B5A60' },
  chart: { c1: '#7EB9B0', c2: '#E7CC74', c3: '#E47F6C', c4: '#607CCF', c5: '#A87291', c6: '#7A8710', c7: '#C8B7FF' },
  shadow: { card: 'none', raised: '0 4px 16px rgba(0,0,0,.5)' },
}
