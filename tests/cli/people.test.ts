import { beforeAll, describe, expect, it } from 'vitest'
import { office } from '../support/office.ts'
import { join, passwordOf } from '../support/people.ts'
import { founded, password, smartCoop } from './command.ts'

const first = 'prima password data a voce'

let folder: string
beforeAll(async () => {
  folder = await founded()
  const here = await office({ folder, founded: false })
  const ada = await here.as('ada', password)
  await join(here, ada, 'carla', ['hr'])
  const suspended = await join(here, ada, 'elio', ['hr'])
  await ada.people.suspend({ person: suspended })
  await ada.people.create({ login: 'dario', name: 'Dario', password: first })
  await here.close()
}, 60_000)

const statusAs = (login: string, given: string) =>
  smartCoop(['status', '--data', folder, '--json', '--user', login], { password: given })

describe('--user', { timeout: 120_000 }, () => {
  it('a verb signs in whoever may sign in here', async () => {
    const { code, out } = await statusAs('carla', passwordOf('carla'))
    expect([code, JSON.parse(out)]).toMatchObject([0, { pending: 0 }])
  })

  it('without --user a verb asks whoever founded the organisation, though others have been here since', async () => {
    expect((await smartCoop(['status', '--data', folder, '--json'], { password })).code).toBe(0)
  })

  it('a verb refuses in one sentence whoever must change the password first, is suspended, or lacks the role', async () => {
    const due = await statusAs('dario', first)
    expect([due.code, due.err]).toEqual([1, expect.stringMatching(/scegline una tua/)])
    const suspended = await statusAs('elio', passwordOf('elio'))
    expect([suspended.code, suspended.err]).toEqual([1, expect.stringMatching(/è sospeso/)])
    const verify = await smartCoop(['verify', '--data', folder, '--user', 'carla'], { password: passwordOf('carla') })
    expect([verify.code, verify.err]).toEqual([1, expect.stringMatching(/^[^\n{}]{10,400}\n$/)])
  })
})
