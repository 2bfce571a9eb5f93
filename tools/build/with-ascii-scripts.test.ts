import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { withAsciiScripts } from './with-ascii-scripts.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'farline-ascii-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function built(source: string, name: string): Promise<string> {
  const entry = path.join(folder, `${name}.ts`)
  writeFileSync(entry, source)
  await build({
    configFile: false,
    logLevel: 'silent',
    publicDir: false,
    plugins: [withAsciiScripts('words')],
    build: { outDir: path.join(folder, 'out'), lib: { entry, formats: ['es'], fileName: () => `${name}.mjs` } },
  })
  return path.join(folder, `out/${name}.mjs`)
}

const source =
  'export const said = ["–", `… ${1} 漢字 😀`, /[٠-٩]+/.exec("a٣")?.[0], /^[a😀]$/u.test(String.fromCodePoint(0x1f600)), { "é": 1 }]'
const means = ['–', '… 1 漢字 😀', '٣', true, { é: 1 }]

it('a script means the same, with no sign beyond ASCII in it', async () => {
  const file = await built(source, 'planted')
  expect(readFileSync(file, 'utf8')).toMatch(/^[\0-\x7f]*$/)
  const { said } = (await import(pathToFileURL(file).href)) as { said: unknown[] }
  expect(said).toEqual(means)
})

it('the words stay as they are', async () => {
  expect(readFileSync(await built(source, 'words'), 'utf8')).toContain('漢字')
})

it('what cannot be escaped fails the build', async () => {
  await expect(built('export const said = String.raw`–`', 'planted')).rejects.toThrow('String.raw')
})
