import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

type Bundle = Readonly<
  Record<
    string,
    | { readonly type: 'chunk'; readonly code: string; readonly isDynamicEntry: boolean }
    | { readonly type: 'asset'; readonly source: string | Uint8Array }
  >
>

const gzipped = (content: string | Uint8Array) => gzipSync(content, { level: 9 }).length

/** Of the files that are fetched before anybody opens anything, and the largest of those that are fetched on demand. */
export function firstBytes(bundle: Bundle): number {
  let first = 0
  let largestLater = 0
  for (const [name, file] of Object.entries(bundle)) {
    if (name.endsWith('.map')) continue
    const bytes = gzipped(file.type === 'chunk' ? file.code : file.source)
    if (file.type === 'chunk' && file.isDynamicEntry) largestLater = Math.max(largestLater, bytes)
    else first += bytes
  }
  return first + largestLater
}

/**
 * The chat is loaded by every visitor of a shop, on any network: says how much that is, and fails the build when it has grown
 * beyond `mostKib`. Also writes each file gzipped beside itself, as the server hands it out.
 */
export function sizeGate(what: string, mostKib: number): Plugin {
  return {
    name: 'farline-size-gate',
    // Written, so that nobody changes them any more.
    writeBundle({ dir = '' }, bundle) {
      const bytes = firstBytes(bundle)
      const summary = `${(bytes / 1024).toFixed(1)} KiB gzipped of ${mostKib} allowed`
      if (bytes > mostKib * 1024) this.error(`${what} is too large: ${summary}`)
      this.info(`${what}: ${summary}`)
      for (const name of Object.keys(bundle)) {
        if (name.endsWith('.map')) continue
        const file = path.join(dir, name)
        writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: 9 }))
      }
    },
  }
}
