/** Registro: reading the audit, and taking it along as a table. */
import { setImmediate } from 'node:timers/promises'
import type { AuditRow } from '#contract/audit.contract.ts'
import type { Contract } from '#contract/index.ts'
import type { AuditEntity } from '#db/modules/audit/audit.entity.ts'
import { type AuditFilter, type AuditRepository, auditRepository } from '#db/modules/audit/audit.repository.ts'
import { documentsRepository } from '#db/modules/documents/documents.repository.ts'
import en from '#resources/i18n/en/audit.json' with { type: 'json' }
import peopleEn from '#resources/i18n/en/people.json' with { type: 'json' }
import proceduresEn from '#resources/i18n/en/procedures.json' with { type: 'json' }
import spacesEn from '#resources/i18n/en/spaces.json' with { type: 'json' }
import it from '#resources/i18n/it/audit.json' with { type: 'json' }
import peopleIt from '#resources/i18n/it/people.json' with { type: 'json' }
import proceduresIt from '#resources/i18n/it/procedures.json' with { type: 'json' }
import spacesIt from '#resources/i18n/it/spaces.json' with { type: 'json' }
import type { Session } from '../../caller.ts'
import type { ReachOf } from '../../identity/reach.rules.ts'
import type { Clock } from '../../lib/clock.ts'
import { perMachine } from '../../lib/perMachine.ts'
import type { Machine } from '../../machine.ts'
import type { Service } from '../../road.ts'
import type { Door } from '../door/door.ts'
import { type DetailTexts, detailText, lineOf, mark, momentText } from './audit.rules.ts'

export interface AuditDeps {
  machine(): Machine
  door: Pick<Door, 'directory' | 'audit' | 'personName'>
  clock: Clock
  reach: ReachOf
}

/** A procedure without a name does not compile. */
type ProcedureNames = { [N in keyof Contract]: { [V in keyof Contract[N]]: string } }

function textsOf(audit: typeof it, people: typeof peopleIt, procedures: ProcedureNames, spaces: typeof spacesIt) {
  const { given, taken, how, exports, terminal } = audit
  const known = { roles: people.roleNames, procedures, spaces: spaces.names }
  const details: DetailTexts = { ...known, given, taken, how, exports, terminal }
  return { kinds: audit.kinds, csv: audit.csv, details }
}

const languages = {
  it: textsOf(it, peopleIt, proceduresIt, spacesIt),
  en: textsOf(en, peopleEn, proceduresEn, spacesEn),
}

/** So many rows at once hold up nobody. */
const sliceRows = 1_000

export function auditService({ machine, door, clock, reach }: AuditDeps): Service<'audit'> {
  const entriesOf = perMachine((open): AuditRepository => auditRepository(open.db.read))
  const papersOf = perMachine((open) => documentsRepository(open.db.read))

  function aboutOf(id: string, spaces: readonly string[]): AuditRow['about'] {
    const { people, devices } = door.directory()
    const name = people.get(id)?.name ?? devices.get(id)?.name ?? papersOf(machine()).byId(id, spaces)?.title ?? ''
    return { id, name }
  }

  /** Rows as this person reads them: the title of a paper only where they see the paper. */
  function rowsFor(session: Session | null): (entry: AuditEntity) => AuditRow {
    const spaces = reach(session)
    return ({ id, at, kind, person, device, about, what }) => ({
      ...{ id, at, kind, what },
      person: person === null ? null : { id: person, name: door.personName(person) },
      device: { id: device, name: door.directory().devices.get(device)?.name ?? '' },
      about: about === null ? null : aboutOf(about, spaces),
    })
  }

  /** The lines of the table, a slice at a time. */
  async function* linesOf(
    filter: AuditFilter,
    language: keyof typeof languages,
    rowOf: (entry: AuditEntity) => AuditRow,
  ): AsyncGenerator<string> {
    const texts = languages[language]
    let last: AuditEntity | null = null
    for (;;) {
      const slice: AuditEntity[] = entriesOf(machine()).following(filter, last, sliceRows)
      for (const row of slice.map(rowOf)) {
        yield lineOf([
          ...[momentText(row.at), texts.kinds[row.kind], row.person?.name ?? '', row.about?.name ?? ''],
          ...[
            detailText(row.kind, row.what, texts.details),
            row.device.name,
            row.person?.id ?? '',
            row.about?.id ?? '',
          ],
        ])
      }
      last = slice.at(-1) ?? null
      if (slice.length < sliceRows) return
      await setImmediate()
    }
  }

  return {
    list({ offset, limit, ...filter }, { session }) {
      const entries = entriesOf(machine())
      return { rows: entries.page(filter, limit, offset).map(rowsFor(session)), total: entries.count(filter) }
    },
    who() {
      const { people, devices } = door.directory()
      const told = ({ id, name, state }: { id: string; name: string; state: string }) => ({
        ...{ id, name, gone: state === 'revoked' },
      })
      return { people: [...people.values()].map(told), machines: [...devices.values()].map(told) }
    },
    async export({ language, ...filter }, { session, signal }) {
      const until = Math.min(filter.until ?? Number.MAX_SAFE_INTEGER, clock.now() + 1)
      const { csv } = languages[language]
      const lines = [lineOf([csv.at, csv.kind, csv.who, csv.about, csv.detail, csv.machine, csv.whoId, csv.aboutId])]
      for await (const line of linesOf({ ...filter, until }, language, rowsFor(session))) {
        signal.throwIfAborted()
        lines.push(line)
      }
      await door.audit.record({ kind: 'exported', person: session?.person.id ?? null, what: 'audit csv' })
      const content = new Blob([mark, ...lines], { type: 'text/csv' })
      const name = `${csv.file}-${momentText(clock.now()).slice(0, 10)}.csv`
      return { name, content, rows: lines.length - 1 }
    },
  }
}
