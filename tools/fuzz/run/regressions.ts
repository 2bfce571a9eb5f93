import { createHash } from 'node:crypto'
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Json } from '#shared/kit/json.ts'

const folder = path.join(import.meta.dirname, '../regressions')

export interface Regression {
  readonly target: string
  /** The law that it broke once. */
  readonly broke: string
  /** Of the input that it was made from, before it was made smaller. */
  readonly seed: number
  readonly input: Json
}

/** Inputs that once broke a law, as small as they could be made. They come first in every run. */
export async function readRegressions(target: string): Promise<readonly (Regression & { readonly name: string })[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.json')).toSorted()
  const all = await Promise.all(
    names.map(async (name) => ({
      ...(JSON.parse(await readFile(path.join(folder, name), 'utf8')) as Regression),
      name,
    })),
  )
  return all.filter((regression) => regression.target === target)
}

/** @returns its name */
export async function keepRegression(regression: Regression): Promise<string> {
  const text = `${JSON.stringify(regression, null, 2)}\n`
  const name = `${regression.target}-${createHash('sha256').update(JSON.stringify(regression.input)).digest('hex').slice(0, 10)}.json`
  await mkdir(folder, { recursive: true })
  await writeFile(path.join(folder, name), text)
  return name
}
