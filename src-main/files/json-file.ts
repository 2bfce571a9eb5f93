import { readFile, rename, rm } from 'node:fs/promises'
import type { z } from 'zod'
import { isMissing } from './file-errors.ts'
import { writeFileAtomically } from './write-file-atomically.ts'

export interface JsonFile<Value> {
  /** Null when there is none. What cannot be understood is set aside as `….damaged` and told to `onDamaged`. */
  read(): Promise<Value | null>
  write(value: Value): Promise<void>
  remove(): Promise<void>
}

/** One small validated document on disk, replaced as a whole. Calls must not overlap: see `createLatestWriter`. */
export function createJsonFile<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
  onDamaged: (file: string) => void,
): JsonFile<z.infer<Schema>> {
  return {
    async read() {
      let content: string
      try {
        content = await readFile(file, 'utf8')
      } catch (error) {
        if (isMissing(error)) return null
        throw error
      }
      const parsed = schema.safeParse(parseJson(content))
      if (parsed.success) return parsed.data
      await rename(file, `${file}.damaged`)
      onDamaged(file)
      return null
    },
    write: (value) => writeFileAtomically(file, `${JSON.stringify(value, null, 2)}\n`),
    remove: () => rm(file, { force: true }),
  }
}

function parseJson(content: string): unknown {
  try {
    return JSON.parse(content)
  } catch {
    return undefined
  }
}
