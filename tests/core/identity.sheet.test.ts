import { describe, expect, test } from 'vitest'
import { judge } from '#core/identity/directory.rules.ts'
import type { DoorFile } from '#core/identity/doorFile.ts'
import { openDeviceKeys } from '#core/identity/deviceKeys.ts'
import { openKeyring } from '#core/identity/keyring.ts'
import { sealLetter } from '#core/identity/letters.ts'
import { followSheet, newSheet } from '#core/identity/newSheet.ts'
import { createRecovery, hasGroups, recoveryPair } from '#core/identity/recovery.ts'
import { type Saying, sayTo } from '#core/identity/say.ts'
import type { KeyPair } from '#core/identity/secrets.ts'
import { openRing } from '#core/identity/spaceKeys.ts'
import { deviceRecipient, holdersOf, keyInUse, newSpaceSayings, rotationSayings } from '#core/identity/spaces.rules.ts'
import type { Statement } from '#core/identity/statements.rules.ts'
import { newOrganisation } from '#core/modules/door/founding.ts'
import { isFormerSheet, letReturn, openSheet } from '#core/modules/door/sheet.ts'
import { cheapCost, founder } from '../support/office.ts'

const now = Date.UTC(2026, 4, 4, 8)

/** A founded organisation in memory: its door, its statements, and who signs. */
async function house() {
  const founded = await newOrganisation(
    { ...founder, demo: false, look: { theme: 'system', type: 'normal', language: 'it' } },
    cheapCost,
    now,
  )
  const ada = founded.file.people[0]
  const keys = ada && (await openKeyring(ada.keyring, founder.password))
  if (!keys) throw new Error('nobody was founded')
  let file: DoorFile = founded.file
  const statements: Statement[] = [...founded.statements]
  const directory = () => judge(statements, file.organisation.rootPublic)
  const deviceKeys = openDeviceKeys(file.device, founded.deviceKey)

  return {
    ...{ keys, statements, directory, deviceKeys, deviceKey: founded.deviceKey, first: founded.recovery },
    file: () => file,
    say: (...sayings: Saying[]): void =>
      void statements.push(...sayTo(directory(), sayings, { signer: keys.sign, at: now })),
    /** Rotates the sheet with what `signer` and `pair` open; gives the code. */
    renew(signer: KeyPair = keys.sign, pair: KeyPair = deviceKeys.box): string {
      const recovery = createRecovery()
      const { code } = recovery
      const ring = openRing(directory(), pair)
      const made = newSheet({ recovery, file, statements, signer, ring, deviceKey: founded.deviceKey, at: now })
      expect(made.left).toEqual([])
      statements.push(...made.file.pending)
      file = { ...made.file, pending: [] }
      expect(directory().refused).toEqual([])
      return code
    },
  }
}
type House = Awaited<ReturnType<typeof house>>

const pairOf = (code: string): KeyPair => {
  const pair = recoveryPair(code)
  if (!pair) throw new Error('no code')
  return pair
}
/** Which epochs of which spaces a sheet opens. */
const opensWith = ({ directory }: House, code: string): string[] => {
  const ring = openRing(directory(), pairOf(code))
  return ring
    .spaces()
    .flatMap((space) => ring.epochs(space).map(({ epoch }) => `${space} ${epoch}`))
    .sort()
}
const everything = ({ directory }: House): string[] =>
  [...directory().spaces.values()].flatMap(({ id, keys }) => keys.map(({ epoch }) => `${id} ${epoch}`)).sort()

describe('a new recovery sheet', () => {
  test('opens every key of every epoch, also after two rotations and a space made later', async () => {
    const here = await house()
    here.renew()
    const { id, boxPublic: box } = here.file().device
    const comune = here.directory().spaces.get('comune')
    if (!comune) throw new Error('no comune')
    here.say(...newSpaceSayings({ id: 'struttura-1', name: 'Il Ponte' }, holdersOf(here.directory(), comune)))
    here.say(...rotationSayings(here.directory(), [comune]))
    const last = here.renew()
    here.say(...newSpaceSayings({ id: 'fascicolo-1', name: 'Gara del Comune' }, holdersOf(here.directory(), comune)))
    expect(everything(here)).toHaveLength(3 * 6 + 1 + 2 + 1)
    expect(opensWith(here, last)).toEqual(everything(here))
    // The device goes on holding everything as well.
    const ring = openRing(here.directory(), here.deviceKeys.box)
    expect(ring.spaces().length).toBe(8)
    expect(deviceRecipient({ id, box }).recipient).toBe(here.file().device.id)
  })

  test('opens the device and signs for the organisation', async () => {
    const here = await house()
    const code = here.renew()
    const sheet = openSheet(here.file(), code)
    expect(sheet?.deviceKey.equals(here.deviceKey)).toBe(true)
    if (!sheet) throw new Error('the sheet does not open')
    here.statements.push(
      ...sayTo(
        here.directory(),
        [
          {
            kind: 'organisation',
            name: 'Nuovo',
            root: here.file().organisation.rootPublic,
            recovery: here.file().organisation.recoveryPublic,
            sealed: '0'.repeat(160),
          },
        ],
        { signer: sheet.root, at: now },
      ),
    )
    expect([here.directory().organisation?.name, here.directory().refused]).toEqual(['Nuovo', []])
  })

  test('leaves the old one with nothing but what it could have read before', async () => {
    const here = await house()
    const old = openSheet(here.file(), here.first)
    here.renew()
    expect(openSheet(here.file(), here.first)).toBeNull()
    expect(opensWith(here, here.first).every((epoch) => epoch.endsWith(' 1'))).toBe(true)
    const paghe = here.directory().spaces.get('paghe')
    const letter = sealLetter(Buffer.from('x'), (paghe && keyInUse(paghe)?.key) ?? '')
    expect(openRing(here.directory(), pairOf(here.first)).open(letter)).toBeNull()
    if (!old) throw new Error('the first sheet does not open')
    const word = sayTo(here.directory(), [{ kind: 'suspended', person: here.file().people[0]?.id ?? '' }], {
      signer: old.root,
      at: now,
    })
    const { refused } = judge([...here.statements, ...word], here.file().organisation.rootPublic)
    expect(refused).toEqual(word.map(({ id }) => ({ id, reason: 'unauthorised' })))
  })

  test('is told from an old one and from a wrong one, each by its name', async () => {
    const here = await house()
    const second = here.renew()
    const third = here.renew()
    const isFormer = [here.first, second, third, createRecovery().code, 'non lo trovo']
    expect(isFormer.map((code) => isFormerSheet(here.file(), code))).toEqual([true, true, false, false, false])
    expect(isFormer.map((code) => openSheet(here.file(), code) !== null)).toEqual([false, false, true, false, false])
  })

  test('can be made with the old one alone, where no administrator is left', async () => {
    const here = await house()
    const old = openSheet(here.file(), here.first)
    if (!old) throw new Error('the first sheet does not open')
    const code = here.renew(old.root, pairOf(here.first))
    expect(opensWith(here, code)).toEqual(everything(here))
  })

  test('is given by nobody else', async () => {
    const here = await house()
    const { keys } = await house()
    expect(() => here.renew(keys.sign)).toThrow('this signer gives no new sheet')
  })

  test('names the keys that this device does not hold', async () => {
    const here = await house()
    const recovery = createRecovery()
    const ring = openRing(here.directory(), keysOfNobody())
    const { statements, keys, deviceKey } = here
    const made = newSheet({ recovery, file: here.file(), statements, signer: keys.sign, ring, deviceKey, at: now })
    expect(made.left.map(({ key }) => `${key.space} ${key.epoch}`).sort()).toEqual(everything(here))
  })

  test('that another machine made is taken up by this one', async () => {
    const here = await house()
    const behind = here.file()
    const code = here.renew()
    const followed = followSheet(behind, here.directory(), here.deviceKey)
    expect(openSheet(behind, here.first)).not.toBeNull()
    expect([openSheet(followed, here.first), isFormerSheet(followed, here.first)]).toEqual([null, true])
    const sheet = openSheet(followed, code)
    expect(sheet?.deviceKey.equals(here.deviceKey)).toBe(true)
    expect(sheet?.root.publicKey.equals(openSheet(here.file(), code)?.root.publicKey ?? Buffer.of())).toBe(true)
    expect(followSheet(followed, here.directory(), here.deviceKey)).toBe(followed)
  })
})

describe('a sheet by which somebody returns', () => {
  const firstSheetOf = (here: House) => {
    const sheet = openSheet(here.file(), here.first)
    if (!sheet) throw new Error('the first sheet does not open')
    return sheet
  }

  test('that is old lets nobody return, and the door stays as it was', async () => {
    const here = await house()
    const sheet = firstSheetOf(here)
    here.renew()
    const [who, before] = [here.file().people[0], JSON.stringify(here.file())]
    if (!who) throw new Error('nobody was founded')
    const wish = { who, administer: true, password: 'una frase ritrovata', cost: cheapCost, at: now }
    const back = { ...wish, file: here.file(), directory: here.directory(), statements: here.statements, sheet }
    await expect(letReturn(back)).rejects.toMatchObject({ code: 'old-recovery' })
    expect(JSON.stringify(here.file())).toBe(before)
  })

  test('in force takes the lines of the revoked from the door, in the same write as a newcomer comes', async () => {
    const here = await house()
    const sheet = firstSheetOf(here)
    const { id = '', login = '' } = here.file().people[0] ?? {}
    here.statements.push(
      ...sayTo(here.directory(), [{ kind: 'person-revoked', person: id }], { signer: sheet.root, at: now }),
    )
    const who = { id: 'nuova', login, name: 'Nuova Persona', office: '' }
    const wish = { who, administer: true, password: 'una frase ritrovata', cost: cheapCost, at: now }
    const { statements } = here
    const back = await letReturn({ ...wish, file: here.file(), directory: here.directory(), statements, sheet })
    expect(back.file.people.map((line) => line.id)).toEqual(['nuova'])
  })

  test('is in force again where a newer one was overruled, and opens this machine', async () => {
    const here = await house()
    const { root } = firstSheetOf(here)
    const ada = here.file().people[0]?.id ?? ''
    // Said apart, by the sheet, while its holder was making another.
    const taken = sayTo(here.directory(), [{ kind: 'person-revoked', person: ada }], { signer: root, at: now })
    const second = here.renew()
    here.statements.push(...taken)
    const followed = followSheet(here.file(), here.directory(), here.deviceKey)
    const opens = [here.first, second].map((code) => openSheet(followed, code) !== null)
    const isFormer = [here.first, second].map((code) => isFormerSheet(followed, code))
    expect([opens, isFormer]).toEqual([
      [true, false],
      [false, true],
    ])
  })
})

const keysOfNobody = (): KeyPair => createRecovery().pair

describe('the groups of a sheet that are asked back', () => {
  const { code } = createRecovery()
  const groups = code.split('-')
  const at = (place: number, group = groups[place] ?? '') => ({ place, group })

  test('are two, at different places, as somebody copies them', () => {
    expect(hasGroups(code, [at(1), at(13)])).toBe(true)
    expect(hasGroups(code, [at(1, ` ${groups[1]?.toLowerCase()} `), at(0)])).toBe(true)
  })

  test('are not there when one is wrong, missing, twice the same or off the sheet', () => {
    const other = groups[2] === 'AAAA' ? 'BBBB' : 'AAAA'
    expect(hasGroups(code, [at(1), at(2, other)])).toBe(false)
    expect(hasGroups(code, [at(1), at(2, '')])).toBe(false)
    expect(hasGroups(code, [at(1)])).toBe(false)
    expect(hasGroups(code, [at(1), at(1)])).toBe(false)
    expect(hasGroups(code, [at(1), at(14, '')])).toBe(false)
    expect(hasGroups(code, [])).toBe(false)
  })
})
