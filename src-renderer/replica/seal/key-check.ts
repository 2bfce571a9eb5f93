import type { RowStore } from '../store/row-store.ts'
import type { RowCodec } from './row-codec.ts'

const id = 'key-check'
const mark = { id }

/** Whether the rows here were sealed with this key for this replica. `unknown`: nothing was ever sealed. */
export async function checkKey(store: RowStore, codec: RowCodec): Promise<'fits' | 'other' | 'unknown'> {
  const stored = (await store.get('meta', [id])).get(id)
  if (!stored) return 'unknown'
  return (await codec.open('meta', id, stored.sealed)) ? 'fits' : 'other'
}

export async function writeKeyCheck(store: RowStore, codec: RowCodec): Promise<void> {
  await store.put('meta', [{ id, sealed: await codec.seal('meta', id, mark) }])
}
