import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { bundledFolder } from '../package/notices/bundled-packages.ts'
import { projectRoot } from '../project-root.ts'
import { readHunspell } from './read-hunspell.ts'
import { writeBdic } from './write-bdic.ts'

/** Also change src-main/host/electron/dictionaries.ts, which knows what each is for. Italian and German are only to be had under the GPL. */
const sources = ['dictionary-en', 'dictionary-es', 'dictionary-fr', 'dictionary-pt'] as const

const folder = path.join(projectRoot, 'out/dictionaries')

/**
 * Writes what Chromium checks spelling with: it would fetch them from its maker otherwise. One that stands there and was made
 * of the same version is left.
 */
export async function writeDictionaries(): Promise<void> {
  await mkdir(folder, { recursive: true })
  await mkdir(path.join(projectRoot, bundledFolder), { recursive: true })
  const { resolve } = createRequire(import.meta.url)
  const found = sources.map((name) => ({ name, home: path.dirname(resolve(name)) }))
  for (const { name, home } of found) await writeDictionary(name, home)
  await writeFile(
    path.join(projectRoot, bundledFolder, 'dictionaries.json'),
    JSON.stringify(found.map(({ home }) => home)),
  )
}

async function writeDictionary(name: string, home: string): Promise<void> {
  const file = path.join(folder, `${name.replace('dictionary-', '')}.bdic`)
  const { version } = JSON.parse(await readFile(path.join(home, 'package.json'), 'utf8')) as { version: string }
  const madeOf = await readFile(`${file}.version`, 'utf8').catch(() => '')
  if (existsSync(file) && madeOf === version) return
  const [aff, dic] = await Promise.all(
    ['index.aff', 'index.dic'].map((part) => readFile(path.join(home, part), 'utf8')),
  )
  await writeFile(file, writeBdic(readHunspell(aff ?? '', dic ?? '')))
  await writeFile(`${file}.version`, version)
}
