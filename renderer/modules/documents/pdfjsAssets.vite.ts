/**
 * Puts beside the built pages what pdfjs-dist fetches while it reads a paper: character maps, the fourteen
 * standard fonts, image decoders and the press colour profile. The scripting engine and the decoders' plain
 * JavaScript twins are left behind: scripts in papers never run, and every host allows WebAssembly.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Plugin } from 'vite'

/** Folder of pdfjs-dist → which of its files are shipped; they land in `pdfjs/<folder>/`. */
const shipped: Record<string, RegExp> = {
  cmaps: /\.bcmap$|^LICENSE/,
  standard_fonts: /\.(pfb|ttf)$|^LICENSE/,
  wasm: /^(jbig2|openjpeg|qcms_bg)\.wasm$|^LICENSE_(?!.*QUICKJS)/,
  iccs: /\.icc$|^LICENSE/,
}

export function pdfjsAssets(): Plugin {
  const root = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
  const files = Object.entries(shipped).flatMap(([folder, wanted]) =>
    readdirSync(join(root, folder))
      .filter((name) => wanted.test(name))
      .map((name) => `${folder}/${name}`),
  )
  return {
    name: 'smart-coop:pdfjs-assets',
    generateBundle() {
      for (const file of files) {
        this.emitFile({ type: 'asset', fileName: `pdfjs/${file}`, source: readFileSync(join(root, file)) })
      }
    },
    configureServer(server) {
      const known = new Set(files)
      server.middlewares.use('/pdfjs', (request, response, next) => {
        const file = (request.url ?? '').replace(/^\//, '').replace(/\?.*$/, '')
        if (!known.has(file)) return next()
        response.end(readFileSync(join(root, file)))
      })
    },
  }
}
