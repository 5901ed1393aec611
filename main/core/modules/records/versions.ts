/** Fields that two wrote without knowing of each other: what is asked of a person, and the answer as a change. */
import { Refusal } from '#contract/errors.ts'
import type { FieldConflict, FieldVersion, RecordKind } from '#contract/records.contract.ts'
import {
  type CardField,
  type CardVersion,
  cardFields,
  cardTotals,
  openAct,
  titleOf,
  versionsOf,
} from '#db/records/conflicts.repository.ts'
import type { RecordColumn, SyncedTable } from '#db/records/tables.ts'
import type { Tx } from '#db/open.ts'
import type { Session } from '../../caller.ts'
import type { Service } from '../../road.ts'
import type { RecordsDeps } from './records.deps.ts'
import { askedOf, isSameChoice } from './records.rules.ts'

export interface VersionsDeps extends RecordsDeps {
  /** The name of whoever made an act; null for the machine itself. */
  nameOf(person: string | null): string | null
  /** That somebody was quicker: who wrote the record last, and when. */
  lastBy(raw: Tx['raw'], table: SyncedTable, row: string): { by: string; at: number }
}

interface Choice {
  kind: RecordKind
  id: string
  column: string
  among: readonly string[]
  /** Left out: the one that shows. */
  version?: string
}

const nameOfVersion = ({ stamp, device }: CardVersion): string => `${stamp}/${device}`

function columnOf(table: SyncedTable, asked: readonly string[], property: string): RecordColumn {
  const column = table.columns.find((one) => one.property === property)
  if (!column || !asked.includes(property)) throw new Refusal('not-found')
  return column
}

export function createVersions({
  machine,
  reach,
  door,
  kinds,
  nameOf,
  lastBy,
}: VersionsDeps): Pick<Service<'records'>, 'conflicts' | 'keepShown' | 'takeOther'> {
  const told = (version: CardVersion, isClosed: boolean): FieldVersion => ({
    version: nameOfVersion(version),
    value: isClosed ? null : version.value,
    isShown: version.isShown === 1,
    at: Math.floor(version.stamp / 1000),
    person: nameOf(version.person),
    device: door.directory().devices.get(version.device)?.name ?? '',
  })

  function conflictOf(kind: RecordKind, field: CardField, session: Session | null): FieldConflict {
    const { read } = machine().db
    const { table } = kinds[kind]
    const isClosed = kinds[kind].isClosed(read, field.row, session)
    return {
      isClosed,
      ...{ kind, id: field.row, title: titleOf(read, table, field.row) },
      column: table.columns.find(({ n }) => n === field.bit)?.property ?? '',
      versions: versionsOf(read, table, field).map((version) => told(version, isClosed)),
    }
  }

  /**
   * Settles the field with the version that was chosen.
   * @throws Refusal not-found, special-closed, versions-changed
   */
  function settle(tx: Tx, session: Session | null, { kind, id, column, among, version }: Choice): void {
    const { table, isIn, isClosed, follow, chosen } = kinds[kind]
    const { n } = columnOf(table, askedOf[kind], column)
    if (!isIn(tx.raw, id, reach(session))) throw new Refusal('not-found')
    if (isClosed(tx.raw, id, session)) throw new Refusal('special-closed')
    const versions = versionsOf(tx.raw, table, { row: id, bit: n })
    const picked = versions.find((one) => (version ? nameOfVersion(one) === version : one.isShown === 1))
    if (!picked || !isSameChoice(versions.map(nameOfVersion), among))
      throw new Refusal('versions-changed', lastBy(tx.raw, table, id))
    tx.merge.resolve(picked.card, { keep: picked.isShown === 1 ? 'shown' : 'lost' })
    chosen(tx, id, column)
    follow(tx, [id])
  }

  return {
    conflicts({ of, offset, limit }, { session }) {
      const { read } = machine().db
      const kind: RecordKind = of?.kind ?? 'paper'
      const scope = { table: kinds[kind].table, asked: askedOf[kind], spaces: reach(session), row: of?.id ?? null }
      const fields = cardFields(read, scope, { offset, limit })
      return { total: cardTotals(read, scope).fields, rows: fields.map((field) => conflictOf(kind, field, session)) }
    },

    keepShown: (choice, { session }) =>
      machine().db.write((tx) => {
        settle(tx, session, choice)
        return {}
      }),

    takeOther: (choice, { session }) =>
      machine().db.write((tx) => {
        settle(tx, session, choice)
        return { act: openAct(tx.raw) }
      }),
  }
}
