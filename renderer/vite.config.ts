/**
 * Builds the page that both hosts serve. No style or font is inlined as `data:` (the hosts forbid it), paths
 * are relative because the page lives under `app://main/` as well as under `http://127.0.0.1:<port>/`, and the
 * host writes its nonce into `<meta name="csp-nonce">` at each load.
 */
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { pdfjsAssets } from './modules/documents/pdfjsAssets.vite.ts'

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react(), pdfjsAssets()],
  build: {
    outDir: '../out/renderer',
    emptyOutDir: true,
    // Electron 45 carries Chromium 14x; a browser that opens the loopback host is at least as new.
    target: 'chrome140',
    minify: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'pdfjs', test: /node_modules[\\/]pdfjs-dist/ },
            { name: 'zod', test: /node_modules[\\/]zod/ },
          ],
        },
      },
    },
  },
})
