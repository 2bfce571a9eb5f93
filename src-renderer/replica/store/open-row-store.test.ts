import { describe, expect, it } from 'vitest'
import { createMemoryRowStorage } from '../testing/memory-row-storage.ts'
import { openRowStore } from './open-row-store.ts'
import { type RowSchemas, openRxRowStore, rowSchemas } from './rx-row-store.ts'

const ours = rowSchemas()

/** As other builds keep, or kept, conversations. */
const otherBuilds: Readonly<Record<string, Partial<RowSchemas['conversation']>>> = {
  'with other indexes': { indexes: [['status']] },
  'in a later version': { version: ours.conversation.version + 1 },
}

const row = { id: 'a', conversationId: 'c1', numberDesc: 1, sealed: 'x' }

describe('opening a store that another build has left', () => {
  it.each(Object.keys(otherBuilds))('[R2] %s: it is thrown away, told, and empty', async (name) => {
    const storage = createMemoryRowStorage()
    const conversation = { ...ours.conversation, ...otherBuilds[name] }
    const before = await openRxRowStore(`desk ${name}`, storage, { ...ours, conversation })
    await before.put('timeline', [row])
    await before.close()
    const repairs: string[] = []
    const parts = { timers: { sleep: async () => undefined }, random: () => 0 }
    const store = await openRowStore(`desk ${name}`, storage, { ...parts, onRepair: (kind) => repairs.push(kind) })
    expect(repairs).toEqual(['replica/schema-changed'])
    expect(await store.count('timeline', {})).toBe(0)
    await store.close()
  })

  it('[R2] with rows in an earlier version: the next build begins anew, and keeps what it writes', async () => {
    const storage = createMemoryRowStorage()
    const next = { ...ours, timeline: { ...ours.timeline, version: ours.timeline.version + 1 } }
    const before = await openRxRowStore('desk', storage)
    await before.put('timeline', [row])
    await before.close()
    await expect(openRxRowStore('desk', storage, next)).rejects.toMatchObject({ cause: { name: 'OtherSchema' } })
    await storage.destroy('desk')
    const after = await openRxRowStore('desk', storage, next)
    expect(await after.count('timeline', {})).toBe(0)
    await after.put('timeline', [row])
    await after.reopen()
    expect(await after.count('timeline', {})).toBe(1)
    await after.close()
  })
})
