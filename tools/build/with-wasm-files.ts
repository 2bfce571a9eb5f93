import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const asked = /import\.meta\.resolve\('([^']+\.wasm)'\)/g

/** What a module finds in a package with `import.meta.resolve('….wasm')` lies beside the built one, an entry. */
export function withWasmFiles(): Plugin {
  return {
    name: 'farline:with-wasm-files',
    enforce: 'pre',
    async transform(code, id) {
      if (id.includes('node_modules')) return undefined
      let built = code
      for (const [call, name = ''] of code.matchAll(asked)) {
        const source = await readFile(fileURLToPath(import.meta.resolve(name)))
        const fileName = path.basename(name)
        this.emitFile({ type: 'asset', fileName, source })
        built = built.replace(call, `new URL('${fileName}', import.meta.url).href`)
      }
      return built === code ? undefined : { code: built, map: null }
    },
  }
}
