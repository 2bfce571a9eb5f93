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
 * @returns the packages that are not installed
 */
export async function writeDictionaries(): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true })
  await mkdir(path.join(projectRoot, bundledFolder), { recursive: true })
  const found = sources.map((name) => ({ name, home: homeOf(name) }))
  for (const { name, home } of found) if (home !== undefined) await writeDictionary(name, home)
  const homes = found.flatMap(({ home }) => home ?? [])
  await writeFile(path.join(projectRoot, bundledFolder, 'dictionaries.json'), JSON.stringify(homes))
  return found.filter(({ home }) => home === undefined).map(({ name }) => name)
}

const { resolve } = createRequire(import.meta.url)

function homeOf(name: string): string | undefined {
  try {
    return path.dirname(resolve(name))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND') return undefined
    throw error
  }
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
