/** Who founds in the tests of crashes, and the password that is changed to. */
export const founder = {
  organisation: 'Cooperativa di prova',
  machine: 'Tavolo 1',
  name: 'Ada Fontanelli',
  office: 'Segreteria',
  login: 'ada',
  password: 'la prima parola lunga',
}
export const nextPassword = 'la seconda parola lunga'
