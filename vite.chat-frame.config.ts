import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { sizeGate } from './tools/build/size-gate.ts'

/** The chat itself: a page of our own in a frame (`server-sync/widget/frame`). Languages and rare parts are files of their own. */
export default defineConfig({
  root: fileURLToPath(new URL('server-sync/widget/frame/', import.meta.url)),
  base: './',
  publicDir: false,
  plugins: [sizeGate("the chat's frame", 22)],
  build: {
    outDir: fileURLToPath(new URL('out/chat-frame/', import.meta.url)),
    emptyOutDir: true,
    target: 'es2022',
    cssTarget: ['chrome105', 'edge105', 'firefox115', 'safari16.4'],
    sourcemap: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
})
