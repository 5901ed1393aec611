/** Amministrazione: this machine, its settings, its health. */
import type { Settings } from '#contract/admin.contract.ts'
import { Refusal } from '#contract/errors.ts'
import { documentsRepository } from '#db/modules/documents/documents.repository.ts'
import type { DoorFile } from '../../identity/doorFile.ts'
import type { ReachOf } from '../../identity/reach.rules.ts'
import type { Host } from '../../lib/host.ts'
import { perMachine } from '../../lib/perMachine.ts'
import { version } from '../../lib/version.ts'
import type { Machine } from '../../machine.ts'
import type { Service } from '../../road.ts'
import type { Door } from '../door/door.ts'
import { fingerprintOf } from './fingerprint.rules.ts'
import { rebuildRows } from './rebuild.ts'
import { verifyMachine } from './verify.ts'

export interface AdminDeps {
  machine(): Machine
  door: Pick<Door, 'file'>
  host: Host
  reach: ReachOf
}

async function settingsOf({ settings }: Host): Promise<Settings> {
  return {
    closeToTray: settings.closeToTray ? await settings.closeToTray.get() : null,
    startWithMachine: settings.startWithMachine ? await settings.startWithMachine.get() : null,
  }
}

function organised(door: AdminDeps['door']): DoorFile {
  const file = door.file()
  if (!file) throw new Refusal('closed')
  return file
}

export function adminService({ machine, door, host, reach }: AdminDeps): Service<'admin'> {
  const papersOf = perMachine((open) => documentsRepository(open.db.read))
  return {
    async machine() {
      const open = machine()
      const { organisation, device } = organised(door)
      return {
        organisation: organisation.name,
        org: organisation.id,
        device: device.id,
        machine: device.name,
        folder: open.folder,
        fingerprint: fingerprintOf(organisation.rootPublic),
        ...papersOf(open).totals(),
        version,
        foundedAt: organisation.foundedAt,
        keyStore: host.secrets !== null,
        settings: await settingsOf(host),
      }
    },

    async setSettings({ closeToTray, startWithMachine }) {
      if (closeToTray !== undefined) await host.settings.closeToTray?.set(closeToTray)
      if (startWithMachine !== undefined) await host.settings.startWithMachine?.set(startWithMachine)
      return settingsOf(host)
    },

    verify: (_, { signal }) => verifyMachine(machine(), organised(door), signal),

    rebuild: (_, { signal }) => rebuildRows(machine().db, signal),

    status(_input, { session }) {
      const open = machine()
      const byState = papersOf(open).countsByState(reach(session))
      return {
        device: organised(door).device.id,
        // The drive and its spaces come later: nothing waits to be sent, and nobody is known beside this machine.
        spaces: [],
        pending: 0,
        peers: [],
        papers: [...byState.values()].reduce((sum, n) => sum + n, 0),
        reading: (byState.get('waiting') ?? 0) + (byState.get('reading') ?? 0),
      }
    },
  }
}
