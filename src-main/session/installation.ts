import { z } from 'zod'
import type { IdSource } from '#shared/kit/id-source.ts'
import type { JsonFile } from '../files/json-file.ts'

export const installationSchema = z.strictObject({ installationId: z.string().min(1).max(36) })

/** Names this data directory to the server, from the first start on. */
export async function loadInstallationId(
  file: JsonFile<z.infer<typeof installationSchema>>,
  newId: IdSource,
): Promise<string> {
  const kept = await file.read()
  if (kept) return kept.installationId
  const installationId = newId()
  await file.write({ installationId })
  return installationId
}
