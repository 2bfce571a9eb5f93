import { glob } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import { projectRoot } from '../../project-root.ts'

export interface FoundSchema {
  /** `shared/sync/envelope.ts envelopeSchema` */
  readonly name: string
  readonly schema: z.ZodType
}

/** Every schema that modules under these paths export: whoever adds one need not tell anybody. */
export async function findSchemas(patterns: readonly string[]): Promise<readonly FoundSchema[]> {
  const files: string[] = []
  for await (const file of glob([...patterns], { cwd: projectRoot })) files.push(file)
  const found: FoundSchema[] = []
  for (const file of files.filter((each) => !/\.test\.ts$|\/testing\//.test(each)).toSorted()) {
    const exported = (await import(pathToFileURL(path.join(projectRoot, file)).href)) as Record<string, unknown>
    for (const [name, value] of Object.entries(exported))
      if (value instanceof z.ZodType) found.push({ name: `${file} ${name}`, schema: value })
  }
  return found
}
