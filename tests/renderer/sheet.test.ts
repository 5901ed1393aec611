import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRecovery, hasGroups } from '#core/identity/recovery.ts'
import { groupsOf, sameGroup } from '#renderer/modules/door/sheet.ts'

test('the page takes a group for the right one when the core does, however it is written', () => {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const asDigit: Record<string, string> = { O: '0', I: '1', B: '8', G: '9' }
  const ways: ((letter: string) => string)[] = [
    (letter) => letter,
    (letter) => letter.toLowerCase(),
    (letter) => asDigit[letter] ?? letter,
    (letter) => ` ${letter}`,
    (letter) => `${letter}-`,
    () => 'A',
    () => '',
  ]
  const { code } = createRecovery()
  const [first = ''] = groupsOf(code)
  const group = fc.array(fc.constantFrom(...letters), { minLength: 4, maxLength: 4 }).map((all) => all.join(''))
  const outcomes = new Set<boolean>()
  fc.assert(
    fc.property(group, fc.array(fc.constantFrom(...ways), { minLength: 4, maxLength: 4 }), (printed, how) => {
      const typed = [...printed].map((letter, nth) => how[nth]?.(letter) ?? letter).join('')
      const given = [
        { place: 0, group: first },
        { place: 1, group: typed },
      ]
      const isRight = sameGroup(typed, printed)
      outcomes.add(isRight)
      expect(isRight).toBe(hasGroups(`${first}-${printed}`, given))
    }),
  )
  expect(outcomes.size).toBe(2)
  expect(sameGroup('9g 08', 'GGOB')).toBe(true)
})
