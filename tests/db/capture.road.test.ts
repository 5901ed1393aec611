import { writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readDoor } from '#core/identity/doorFile.ts'
import { shelve } from '../bench/shelf.ts'
import { smallRoad } from '../core/smallRoad.ts'
import { office } from '../support/office.ts'
import { openWithSheet } from '../support/sheet.ts'
import { actsIn, opsIn } from './captured.ts'

describe('what is changed by way of the road', () => {
  it.each(['change', 'work', 'flow'] as const)('is recorded as the act of whoever called: %s', async (verb) => {
    const road = await smallRoad()
    const put = () => road.db.write((tx) => void shelve(tx, { title: 'x' }))
    road.answer.change = road.answer.work = async () => (await put(), { said: 'x' })
    road.answer.flow = async function* () {
      await put()
      yield { said: 'x' }
      await put()
      return { said: 'x' }
    }
    const client = road.as(['administrator'])
    const answer = await client.documents[verb]({ text: 'x' })
    if (Symbol.asyncIterator in answer) for await (const event of answer) expect(event).toEqual({ said: 'x' })
    const acts = actsIn(road.db).map(({ person, act }) => [person, act])
    expect(acts).toEqual(Array(verb === 'flow' ? 2 : 1).fill(['p', `documents.${verb}`]))
    await road.close()
  })

  it('is of the person who did it, on the machine that the directory knows', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'smart-coop-acts-'))
    const house = await office({ folder: join(folder, 'data') })
    try {
      const ada = await house.as()
      writeFileSync(join(folder, 'carta.txt'), 'un testo')
      for await (const event of await ada.documents.takeIn({ paths: [join(folder, 'carta.txt')] }))
        expect(event.kind).toBeTypeOf('string')
      const { rows } = await ada.documents.find({})
      await ada.documents.edit({ id: rows[0]?.id ?? '', title: 'Altro titolo' })
      await house.close()
      const machine = await openWithSheet(house.folder, house.recovery)
      const acts = actsIn(machine.db).filter((act) => act.act.startsWith('documents.'))
      const own = machine.db.read.prepare('SELECT id FROM device WHERE n = 1').pluck().get()
      const last = opsIn(machine.db).findLast((op) => op.tbl === 1)
      await machine.close()
      const me = readDoor(house.folder)?.people[0]?.id
      expect(acts.map(({ person, act }) => [person, act])).toEqual([
        [me, 'documents.takeIn'],
        [me, 'documents.edit'],
      ])
      expect(last).toMatchObject({ row: rows[0]?.id, val: '["Altro titolo",1]', old: '["carta",0]' })
      expect(own).toBe(readDoor(house.folder)?.device.id)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
})
