/**
 * Builds the window's process, the core's, the parsers' and the preload into `out/`. The page has its own
 * configuration in its room, since both hosts serve the same one.
 */
import { globSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'

const root = resolve(import.meta.dirname, '../..')
/** Where `build.ts` wants it, aside of what is in use. */
const out = resolve(root, process.env.SMART_COOP_SHELL_OUT ?? 'out')

/** Threads of the core: entries of their own, found beside whoever starts them. */
const threads = [...globSync('main/core/**/*Worker.ts', { cwd: root }), 'main/core/parsers/memoryWatch.ts']
const entries = ['main/electron/core.ts', 'main/electron/parserPdf.ts', ...threads]

/** A thread is named by its source; in the built folder, which is flat, it has another ending. */
function threadNames(): Plugin {
  return {
    name: 'smart-coop:thread-names',
    enforce: 'pre',
    transform: {
      filter: { id: /main\/core\/.*\.ts$/, code: /new URL\('\.\/\w+\.ts', import\.meta\.url\)/ },
      handler: (code) => ({
        code: code.replaceAll(/new URL\('\.\/(\w+)\.ts', import\.meta\.url\)/g, "new URL('./$1.js', import.meta.url)"),
        map: null,
      }),
    },
  }
}

export default defineConfig({
  main: {
    root,
    plugins: [threadNames()],
    build: {
      outDir: resolve(out, 'main'),
      emptyOutDir: true,
      rolldownOptions: {
        input: {
          start: resolve(root, 'main/cli/installed.ts'),
          ...Object.fromEntries(entries.map((file) => [basename(file, '.ts'), resolve(root, file)])),
        },
        // All in one folder: a module finds its thread beside itself whatever piece it was put into.
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    root,
    build: {
      outDir: resolve(out, 'preload'),
      emptyOutDir: true,
      externalizeDeps: false,
      // A sandboxed preload is one CommonJS file.
      rolldownOptions: {
        input: { bridge: resolve(root, 'preload/bridge.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
})
