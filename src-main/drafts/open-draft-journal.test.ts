import { describe, expect, it } from 'vitest'
import { createFaultyDisk } from '../testing/faulty-disk.ts'
import { draftRig, textsOf } from '../testing/draft-rig.ts'
import { journalName } from './open-draft-journal.ts'

const draft = (conversationId: string, text: string, before = '') => ({
  conversationId,
  mode: 'reply' as const,
  text,
  basedOn: [before],
})

async function written(disk = createFaultyDisk()) {
  const journal = await draftRig({ disk }).open()
  await journal.write(draft('c1', 'the first'))
  await journal.write(draft('c2', 'the second'))
  await journal.write(draft('c1', 'the first, changed', 'the first'))
  await journal.write(draft('c3', 'the third'))
  return disk
}

const contentOf = async (disk: ReturnType<typeof createFaultyDisk>) => (await disk.read(journalName)) ?? Buffer.alloc(0)

describe('opening the drafts', () => {
  it('[D1] [D6] after a crash at every byte of a write, finds each draft as it was or as it was to be', async () => {
    const whole = await contentOf(await written())
    const ends = [...whole.entries()].flatMap(([at, byte]) => (byte === 0x0a ? [at + 1] : []))
    const history = [
      {},
      {},
      { 'reply c1': 'the first' },
      { 'reply c1': 'the first', 'reply c2': 'the second' },
      { 'reply c1': 'the first, changed', 'reply c2': 'the second' },
      { 'reply c1': 'the first, changed', 'reply c2': 'the second', 'reply c3': 'the third' },
    ]
    const lastLine = ends.at(-2) ?? 0
    // Every byte of the last record; of those before it, which are all alike, some.
    for (let length = 0; length <= whole.length; length += length < lastLine ? 11 : 1) {
      const disk = createFaultyDisk()
      disk.edit(journalName, () => whole.subarray(0, length))
      const rig = draftRig({ disk })
      const linesWritten = ends.filter((end) => end <= length).length
      expect(textsOf(await rig.open())).toEqual(history[linesWritten])
      expect(textsOf(await rig.open())).toEqual(history[linesWritten])
      expect(disk.names().some((name) => name.endsWith('.kept'))).toBe(false)
    }
  })

  it('[D6] after any byte went bad, keeps all other drafts, reports it, and keeps the file', async () => {
    const whole = await contentOf(await written())
    const all = { 'reply c1': 'the first, changed', 'reply c2': 'the second', 'reply c3': 'the third' }
    // Torn off at the very end, there is no whole line that could be of use to anybody.
    for (let at = 0; at < whole.length - 1; at += 13) {
      const disk = createFaultyDisk()
      disk.edit(journalName, () => {
        const bytes = Buffer.from(whole)
        bytes[at]! ^= 0x55
        return bytes
      })
      const rig = draftRig({ disk })
      const found = textsOf(await rig.open())
      const different = Object.entries(all).filter(([key, text]) => found[key] !== text)
      expect(different.length).toBeLessThanOrEqual(1)
      expect(rig.reported).toHaveLength(1)
      expect(disk.names().some((name) => name.endsWith('.kept'))).toBe(true)
      await rig.open()
      expect(rig.reported).toHaveLength(1)
    }
  })

  it('[D6] falls back to the last text of a damaged draft that can be read', async () => {
    const disk = await written()
    disk.edit(journalName, (bytes) => {
      const line = bytes.toString().split('\n')[3] ?? ''
      bytes[bytes.indexOf(line) + 20]! ^= 0x01
      return bytes
    })
    const rig = draftRig({ disk })
    expect(textsOf(await rig.open())['reply c1']).toBe('the first')
    expect(rig.reported).toMatchObject([{ kind: 'drafts/damaged', damaged: 1, carriedOver: 3 }])
  })

  it('[D7] shows no word to whoever reads the file, and no record in another place or under another key', async () => {
    const disk = await written()
    const bytes = (await contentOf(disk)).toString('latin1')
    for (const word of ['first', Buffer.from('first').toString('base64').slice(0, 6)]) expect(bytes).not.toContain(word)
    const lines = bytes.split('\n')
    const swapped = lines[1]?.replace(/ 1 /, ' 9 ') ?? ''
    disk.edit(journalName, () => Buffer.from([lines[0], swapped, ''].join('\n')))
    expect(textsOf(await draftRig({ disk }).open())).toEqual({})

    const other = await written()
    const rig = draftRig({ disk: other })
    expect(textsOf(await rig.open(new Uint8Array(32).fill(8)))).toEqual({})
    expect(rig.reported).toMatchObject([{ kind: 'drafts/other-key' }])
  })

  it('[D6] goes on with a whole file when the disk is too full to write it anew, and opens no torn one then', async () => {
    const disk = await written()
    const rig = draftRig({ disk })
    disk.failNextWrite('ENOSPC', 3)
    const journal = await rig.open()
    expect(Object.keys(textsOf(journal))).toHaveLength(3)
    await journal.write(draft('c4', 'the fourth'))
    expect(Object.keys(textsOf(await rig.open()))).toHaveLength(4)

    disk.edit(journalName, (bytes) => {
      bytes[30]! ^= 1
      return bytes
    })
    disk.failNextWrite('ENOSPC', 3)
    expect(await rig.tryOpen()).toMatchObject({ ok: false, refusal: { kind: 'log/disk-full' } })
    expect(Object.keys(textsOf(await rig.open())).length).toBeGreaterThanOrEqual(3)
  })

  it('[D8] writes nothing when there is nothing outdated', async () => {
    const disk = await written()
    await draftRig({ disk }).open()
    const before = await contentOf(disk)
    const again = await draftRig({ disk }).open()
    expect(await contentOf(disk)).toEqual(before)
    expect(Object.keys(textsOf(again))).toHaveLength(3)
    await again.write(draft('c4', 'the fourth'))
    expect(Object.keys(textsOf(await draftRig({ disk }).open()))).toHaveLength(4)
  })

  it('[D4] [D6] opens nothing while the log cannot say what was sent, and changes nothing', async () => {
    const disk = createFaultyDisk()
    const journal = await draftRig({ disk }).open()
    await journal.beginSending(draft('c1', 'Hello'), 'm1')
    const before = await contentOf(disk)
    const rig = draftRig({ disk, savedFails: true })
    expect(await rig.tryOpen()).toMatchObject({ ok: false })
    expect(await contentOf(disk)).toEqual(before)
  })
})
