import type { Sealer } from '../../../src-main/keys/sealer.ts'
import type { RowCodec } from '../../../src-renderer/replica/seal/row-codec.ts'

/** Seals with nothing, but tells as the real ones do when something was moved or damaged. */
export const nullSealer: Sealer = {
  seal: (plain, about) => Buffer.from(`${about}\n${plain}`),
  open(sealed, about) {
    const text = Buffer.from(sealed).toString()
    return text.startsWith(`${about}\n`) ? text.slice(about.length + 1) : null
  },
}

export const openNullCodec = async (): Promise<RowCodec> => ({
  seal: async (_collection, _id, row) => JSON.stringify(row),
  async open(_collection, _id, sealed) {
    try {
      return JSON.parse(sealed) as Record<string, unknown>
    } catch {
      return undefined // Damaged.
    }
  },
})
