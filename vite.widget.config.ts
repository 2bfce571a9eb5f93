import { gzipSync } from 'node:zlib'
import { type Plugin, defineConfig } from 'vite'

/** The chat is loaded by every visitor of a shop, on any network. */
const mostGzipBytes = 20 * 1024

/** Says how large the script is and fails the build when it has grown too large. */
function sizeLimit(): Plugin {
  return {
    name: 'farline-widget-size',
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk') continue
        const bytes = gzipSync(file.code, { level: 9 }).length
        const summary = `${file.fileName}: ${(bytes / 1024).toFixed(1)} KiB gzip of ${mostGzipBytes / 1024} allowed`
        if (bytes > mostGzipBytes) this.error(`the customer's chat is too large: ${summary}`)
        this.info(summary)
      }
    },
  }
}

/** The customer's chat: one classic script, no imports, for any page (`server-sync/widget`). */
export default defineConfig({
  publicDir: false,
  plugins: [sizeLimit()],
  build: {
    outDir: 'out/widget',
    emptyOutDir: true,
    target: 'es2020',
    // The first with constructable style sheets; older targets would rewrite logical properties by language.
    cssTarget: ['chrome105', 'edge105', 'firefox115', 'safari16.4'],
    sourcemap: true,
    lib: { entry: 'server-sync/widget/main.ts', formats: ['iife'], name: 'farlineChat', fileName: () => 'chat.js' },
  },
})
