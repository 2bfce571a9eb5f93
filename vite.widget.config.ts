import { defineConfig } from 'vite'
import { sizeGate } from './tools/build/size-gate.ts'

/** What a shop's page loads: one classic script, no imports, for any page (`server-sync/widget/loader`). */
export default defineConfig({
  publicDir: false,
  plugins: [sizeGate("the chat's script", 8)],
  build: {
    outDir: 'out/widget',
    emptyOutDir: true,
    target: 'es2020',
    // The first with constructable style sheets; older targets would rewrite logical properties by language.
    cssTarget: ['chrome105', 'edge105', 'firefox115', 'safari16.4'],
    sourcemap: true,
    lib: {
      entry: 'server-sync/widget/loader/main.ts',
      formats: ['iife'],
      name: 'farlineChat',
      fileName: () => 'chat.js',
    },
  },
})
