/** Where this person's data lie when nothing else is said. */
import { homedir } from 'node:os'
import { join } from 'node:path'

type Environment = Record<string, string | undefined>

/** The machine's own application data: on Windows the local ones, for a roaming profile travels over the network. */
export function defaultDataFolder(
  platform: string = process.platform,
  env: Environment = process.env,
  home = homedir(),
): string {
  if (platform === 'win32') return join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'Smart-Coop')
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Smart-Coop')
  return join(env['XDG_DATA_HOME'] || join(home, '.local', 'share'), 'smart-coop')
}

/** The demo lives apart: it never mixes with real papers. */
export const demoDataFolder = (): string => `${defaultDataFolder()}-demo`
