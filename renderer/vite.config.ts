/**
 * Builds the page that both hosts serve. No style or font is inlined as `data:` (the hosts forbid it), paths
 * are relative because the page lives under `app://main/` as well as under `http://127.0.0.1:<port>/`, and the
 * host writes its nonce into `<meta name="csp-nonce">` at each load.
 */
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { workedOutTables } from './lib/workedOut.vite.ts'
import { pdfjsAssets } from './modules/documents/pdfjsAssets.vite.ts'

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react(), pdfjsAssets(), workedOutTables()],
  build: {
    outDir: '../out/renderer',
    emptyOutDir: true,
    // Electron 45 carries Chromium 14x; a browser that opens the loopback host is at least as new.
    target: 'chrome140',
    minify: true,
    assetsInlineLimit: 0,
    modulePreload: {
      polyfill: false,
      // The host stands on the same machine: a list of what to fetch ahead weighs more than the moment that it saves.
      resolveDependencies: (_file, needed, { hostType }) =>
        hostType === 'js' ? needed.filter((file) => file.endsWith('.css')) : needed,
    },
    rolldownOptions: {
      // Plain functions that only an unused part of Emotion asks for; their package does not say that they do nothing by themselves.
      treeshake: { moduleSideEffects: [{ test: /hoist-non-react-statics/, sideEffects: false }] },
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
