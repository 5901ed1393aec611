#!/usr/bin/env node
// The command `smart-coop`. Plain JavaScript that any Node from 20 on can run: it looks for the Node that the
// program needs and hands everything over to cli.ts, with the same terminal, signals and exit code.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import module from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const needed = 24
const root = fileURLToPath(new URL('../..', import.meta.url))

/** The Node that comes with the packages, or null where there is none for this kind of machine. */
function packagedNode() {
  const folder = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
  const file = join(root, 'node_modules', folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  return existsSync(file) ? file : null
}

/** Runs cli.ts under another Node. The channel between the two only tells the child when this process is gone. */
function handOver(node) {
  const args = [fileURLToPath(import.meta.url), ...process.argv.slice(2)]
  const child = spawn(node, args, { stdio: ['inherit', 'inherit', 'inherit', 'ipc'], windowsHide: true })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.once('error', (error) => {
    process.stderr.write(`${node}: ${error.message}\n`)
    process.exitCode = 1
  })
  child.once('exit', (code, signal) => {
    if (signal) {
      for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeAllListeners(name)
      process.kill(process.pid, signal)
    } else process.exitCode = code ?? 1
  })
}

if (Number(process.versions.node.split('.')[0]) >= needed) {
  // Beside what is built, for the temporary folder is empty after each start of the machine.
  const { status } = module.enableCompileCache(join(root, 'out/compile-cache'))
  if (status === module.constants.compileCacheStatus.FAILED) module.enableCompileCache()
  await import('./cli.ts')
} else {
  const node = packagedNode()
  if (node) handOver(node)
  else {
    process.stderr.write(
      `Serve Node ${needed} o successivo; questo è ${process.versions.node}. Installalo da nodejs.org, poi «npm ci» e riprova.\n` +
        `Node ${needed} or later is needed; this is ${process.versions.node}. Install it from nodejs.org, then “npm ci”, and try again.\n`,
    )
    process.exitCode = 1
  }
}
