import path from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { withoutMarkupWrites } from './tools/build/without-markup-writes.ts'

/** The administration's page (`server-sync/admin/page`), served under /admin. */
export default defineConfig({
  root: path.join(import.meta.dirname, 'server-sync/admin/page'),
  base: '/admin/',
  publicDir: false,
  plugins: [react(), withoutMarkupWrites()],
  build: {
    outDir: path.join(import.meta.dirname, 'out/admin'),
    emptyOutDir: true,
    target: ['chrome130', 'edge130', 'firefox128', 'safari17.5'],
    // Its policy allows files of our own and nothing written into the page.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1000,
  },
})
