import { realpathSync } from 'node:fs'
import path from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { bundledPackages } from './tools/package/notices/bundled-packages.ts'
import { withAsciiScripts } from './tools/build/with-ascii-scripts.ts'
import { withWasmFiles } from './tools/build/with-wasm-files.ts'
import { withoutMarkupWrites } from './tools/build/without-markup-writes.ts'

const at = (file: string) => path.join(import.meta.dirname, file)

const bundled = (part: string) => bundledPackages(part, import.meta.dirname)

// One bundle runs on the Electron that ships (45) and on the one that tests can get everywhere (33: Node 20, Chrome 130).
const nodeTarget = 'node20.18'
const chromeTarget = 'chrome130'

/** The file with the words of all windows. */
const words = 'words'

const developmentPort = Number(process.env['FARLINE_DEV_PORT'] ?? 4189)

export default defineConfig({
  main: {
    plugins: [bundled('main'), withWasmFiles()],
    // ws looks for two native helpers; without them it uses its own code, which is what we test.
    define: { 'process.env.WS_NO_BUFFER_UTIL': '"1"', 'process.env.WS_NO_UTF_8_VALIDATE': '"1"' },
    build: {
      target: nodeTarget,
      externalizeDeps: false,
      rolldownOptions: {
        input: {
          electron: at('src-main/electron.ts'),
          browser: at('src-main/browser.ts'),
          'argon2-worker': at('src-main/keys/argon2-worker.ts'),
        },
      },
    },
  },
  preload: {
    plugins: [bundled('preload')],
    build: {
      target: nodeTarget,
      externalizeDeps: false,
      // A sandboxed preload is one CommonJS file.
      rolldownOptions: {
        input: { window: at('src-preload/window.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('src-renderer'),
    plugins: [react(), withoutMarkupWrites(), withAsciiScripts(words), bundled('renderer')],
    // Pages come through main (app://farline, or the browser host); only news of changes comes from here.
    server: {
      host: '127.0.0.1',
      port: developmentPort,
      strictPort: true,
      hmr: { protocol: 'ws', host: '127.0.0.1', clientPort: developmentPort },
      fs: { allow: [at('.'), realpathSync(at('node_modules'))] },
    },
    worker: { format: 'es', plugins: () => [withAsciiScripts(words), bundled('worker')] },
    build: {
      target: chromeTarget,
      outDir: at('out/renderer'),
      // The policy of the pages allows files of our own and nothing written into them.
      assetsInlineLimit: 0,
      minify: true,
      // Pages come from this computer's disk, in one piece: splitting them saves nothing.
      chunkSizeWarningLimit: 2000,
      rolldownOptions: {
        output: { codeSplitting: { groups: [{ name: words, test: /[\\/]i18n[\\/]locales[\\/]/ }] } },
        input: {
          index: at('src-renderer/index.html'),
          door: at('src-renderer/door.html'),
          elsewhere: at('src-renderer/elsewhere.html'),
          keeper: at('src-renderer/keeper.html'),
          media: at('src-renderer/media.html'),
        },
      },
    },
  },
})
