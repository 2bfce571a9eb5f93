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

/** One a desk: what was sealed lies beside it, under the number that stands in its place. Rows are never changed. */
export function createNullCodec(): RowCodec {
  const sealed = new Map<string, Record<string, unknown>>()
  return {
    async seal(_collection, _id, row) {
      const place = `${sealed.size}`
      sealed.set(place, row as Record<string, unknown>)
      return place
    },
    open: async (_collection, _id, place) => sealed.get(place),
  }
}
