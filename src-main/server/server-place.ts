import { z } from 'zod'
import { text } from '#shared/schema/fields.ts'
import type { JsonFile } from '../files/json-file.ts'
import { type ReadableValue, createObservableValue } from '../flow/observable-value.ts'

/** Where the server is, and by which certificate it is known where the system's own authorities do not vouch for it. */
export const serverAddressSchema = z.strictObject({
  /** Origin, without a slash at the end. */
  url: text(300).min(1),
  /** PEM of the certificate that somebody compared and trusted. */
  certificate: z.string().max(20_000).nullable(),
})
export type ServerAddress = z.infer<typeof serverAddressSchema>

export interface ServerPlace {
  /** Null: nobody has said yet. */
  readonly address: ReadableValue<ServerAddress | null>
  choose(address: ServerAddress): Promise<void>
}

/** @param given on the command line: it goes before what a person chose once */
export async function openServerPlace(file: JsonFile<ServerAddress>, given: string | null): Promise<ServerPlace> {
  const kept = await file.read()
  const first = given === null || given === kept?.url ? kept : { url: given, certificate: null }
  const address = createObservableValue<ServerAddress | null>(first)
  return {
    address,
    async choose(chosen) {
      await file.write(chosen)
      address.set(chosen)
    },
  }
}
