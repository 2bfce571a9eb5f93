import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { build } from 'vite'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { firstBytes, sizeGate } from './size-gate.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'farline-size-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A script with `bytes` of text that cannot be made smaller. */
const built = (bytes: number) => {
  const entry = path.join(folder, 'planted.ts')
  writeFileSync(entry, `console.log('${randomBytes(bytes).toString('base64')}')`)
  return build({
    configFile: false,
    logLevel: 'silent',
    publicDir: false,
    plugins: [sizeGate('a planted script', 8)],
    build: {
      outDir: path.join(folder, 'out'),
      lib: { entry, formats: ['iife'], name: 'planted', fileName: () => 'planted.js' },
    },
  })
}

it('lets through what is small enough, gzipped beside itself', async () => {
  await built(1_000)
  const script = readFileSync(path.join(folder, 'out/planted.js'))
  expect(gunzipSync(readFileSync(path.join(folder, 'out/planted.js.gz'))).equals(script)).toBe(true)
})

it('fails the build of what has grown too large', async () => {
  await expect(built(9_000)).rejects.toThrow('a planted script is too large')
})

it('counts of what is fetched on demand only the largest', () => {
  const chunk = (size: number, isDynamicEntry: boolean) =>
    ({ type: 'chunk', code: randomBytes(size).toString('base64'), isDynamicEntry }) as const
  const small = firstBytes({ main: chunk(300, false), en: chunk(900, true), 'main.js.map': chunk(9_000, false) })
  const bundle = { main: chunk(300, false), en: chunk(900, true), de: chunk(600, true) }
  expect(Math.abs(firstBytes(bundle) - small)).toBeLessThan(40)
})
