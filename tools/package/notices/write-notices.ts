import { readFile, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { projectRoot } from '../../project-root.ts'
import { bundledFolder } from './bundled-packages.ts'
import { licenceProblem } from './licences.ts'

interface Notice {
  readonly name: string
  readonly version: string
  readonly licence: string | undefined
  readonly text: string
}

/** Lies beside the program, and among the pages, so that whoever works with Farline can read it there. */
const besideProgram = path.join(projectRoot, 'out/third-party-notices.txt')
const amongPages = path.join(projectRoot, 'out/renderer/third-party-notices.json')

/**
 * Writes who made what Farline is built of, and under which licence, from what the builds of the workstation wrote down.
 * @returns every package that may not be shipped, or undefined
 */
export async function writeNotices(): Promise<string | undefined> {
  const notices = await Promise.all((await folders()).map(readNotice))
  const problems = notices.flatMap(({ name, licence }) => licenceProblem(name, licence) ?? [])
  if (problems.length > 0) return problems.join('\n')
  const sorted = notices.toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
  const parts = sorted.map(({ name, version, licence, text }) => `${name} ${version} (${licence})\n\n${text.trim()}\n`)
  const head =
    'Farline is built with the work of others, whom we thank. Electron and Chromium bring their own notices:\nLICENSE.electron.txt and LICENSES.chromium.html, beside the program.\n'
  const all = [head, ...parts].join(`\n${'─'.repeat(80)}\n\n`)
  await Promise.all([writeFile(besideProgram, all), writeFile(amongPages, JSON.stringify(all))])
  return undefined
}

async function folders(): Promise<readonly string[]> {
  const folder = path.join(projectRoot, bundledFolder)
  const parts = await Promise.all(
    (await readdir(folder)).map(
      async (name) => JSON.parse(await readFile(path.join(folder, name), 'utf8')) as string[],
    ),
  )
  return [...new Set(parts.flat())]
}

async function readNotice(folder: string): Promise<Notice> {
  const manifest = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as {
    name: string
    version: string
    license?: string
    author?: string | { name?: string }
  }
  const names = (await readdir(folder)).filter((name) => /^(licen[cs]e|copying|notice|ofl)([.-].*)?$/i.test(name))
  const texts = await Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')))
  const author = typeof manifest.author === 'string' ? manifest.author : manifest.author?.name
  return {
    name: manifest.name,
    version: manifest.version,
    licence: manifest.license,
    text: texts.join('\n\n') || `By ${author ?? 'its contributors'}, under the licence ${manifest.license ?? ''}.`,
  }
}
