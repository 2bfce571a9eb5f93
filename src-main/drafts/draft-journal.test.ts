import { describe, expect, it } from 'vitest'
import { draftMaxLength, draftsMax } from '#shared/domain/draft/draft.ts'
import type { DraftFile } from '#shared/domain/draft/draft-file.ts'
import { attachmentsMax } from '#shared/domain/file/file-limits.ts'
import { createMemoryDisk } from '../files/memory-disk.ts'
import { createFaultyDisk } from '../testing/faulty-disk.ts'
import { draftRig, textsOf } from '../testing/draft-rig.ts'
import type { DraftJournal } from './draft-journal.ts'
import { journalName } from './open-draft-journal.ts'

const at = (conversationId: string, text: string, basedOn: readonly string[] = ['']) => ({
  conversationId,
  mode: 'reply' as const,
  text,
  basedOn,
})

describe('the drafts of a desk', () => {
  it('[D1] are there after a restart as they were last written, each mode by itself', async () => {
    const rig = draftRig()
    const first = await rig.open()
    expect(await first.write(at('c1', 'Dear'))).toEqual({ ok: true, text: 'Dear', rev: 1 })
    await first.write(at('c1', 'Dear Ms Yamada', ['Dear']))
    await first.write({ ...at('c1', 'she is upset'), mode: 'note' })
    await first.write(at('c2', 'Hello'))
    await first.write(at('c2', '', ['Hello']))
    await first.close()
    expect(textsOf(await rig.open())).toEqual({ 'reply c1': 'Dear Ms Yamada', 'note c1': 'she is upset' })
  })

  it('[D10] hold the files of a reply, which leave with the message that carries them, also after a crash', async () => {
    const disk = createFaultyDisk()
    const file = (fileId: string) => ({ fileId, name: `${fileId}.png`, bytes: 5 }) as DraftFile
    const place = { conversationId: 'c1', mode: 'reply' as const }
    const filesOf = ({ drafts }: Pick<DraftJournal, 'drafts'>) =>
      drafts
        .get()
        .get('reply c1')
        ?.files.map(({ fileId }) => fileId) ?? []
    const first = await draftRig({ disk }).open()
    for (const fileId of ['f1', 'f2', 'f3']) await first.attach(place, file(fileId))
    await first.write(at('c1', 'Dear'))
    await first.detach(place, 'f2')
    disk.failNextWrite('ENOSPC', 7)
    expect(await first.attach(place, file('f4'))).toMatchObject({ ok: false })
    expect(filesOf(first)).toEqual(['f1', 'f3'])
    await first.close()

    const second = await draftRig({ disk }).open()
    expect(filesOf(second)).toEqual(['f1', 'f3'])
    await second.beginSending({ ...at('c1', 'Dear', ['Dear']), fileIds: ['f1'] }, 'm1')
    await second.attach(place, file('f5'))
    expect(filesOf(second)).toEqual(['f1', 'f3', 'f5'])
    // The power goes before anybody knows what became of the message.
    const unsaved = await draftRig({ disk }).open()
    expect(filesOf(unsaved)).toEqual(['f1', 'f3', 'f5'])
    await unsaved.beginSending({ ...at('c1', 'Dear', ['Dear']), fileIds: ['f1'] }, 'm1')
    const saved = await draftRig({ disk, saved: ['m1'] }).open()
    expect(filesOf(saved)).toEqual(['f3', 'f5'])
    await saved.beginSending({ ...at('c1', ''), fileIds: ['f3', 'f5'] }, 'm2')
    await saved.settle({ ...at('c1', ''), fileIds: ['f3', 'f5'] }, 'm2', true)
    expect(filesOf(saved)).toEqual([])
    for (let count = 0; count < attachmentsMax; count++) await saved.attach(place, file(`g${count}`))
    expect(await saved.attach(place, file('one too many'))).toMatchObject({ refusal: { kind: 'file/too-many' } })
  })

  it('[D2] refuse what the disk does not take, and are as they were', async () => {
    const disk = createFaultyDisk()
    const rig = draftRig({ disk })
    const journal = await rig.open()
    await journal.write(at('c1', 'kept'))
    disk.failNextWrite('ENOSPC', 7)
    expect(await journal.write(at('c1', 'not kept', ['kept']))).toMatchObject({
      ok: false,
      refusal: { kind: 'log/disk-full' },
    })
    disk.failNextFlush('EIO')
    expect(await journal.write(at('c1', 'not kept', ['kept']))).toMatchObject({ ok: false })
    expect(textsOf(journal)).toEqual({ 'reply c1': 'kept' })
    expect(await journal.write(at('c1', 'tried again', ['kept']))).toMatchObject({ ok: true })
    disk.failNextWrite('ENOSPC', 7)
    await journal.write(at('c1', 'full again', ['tried again']))
    expect(textsOf(await rig.open())).toEqual({ 'reply c1': 'tried again' })
    expect(rig.reported).toEqual([])
  })

  it('[D2] say that they are to be opened anew when a failed write cannot be taken back', async () => {
    const disk = createFaultyDisk()
    const rig = draftRig({ disk })
    const journal = await rig.open()
    await journal.write(at('c1', 'kept'))
    disk.failNextFlush('EIO', 2)
    await journal.write(at('c1', 'unsure', ['kept']))
    expect(journal.isBroken()).toBe(true)
    expect(await journal.write(at('c2', 'later'))).toMatchObject({ ok: false })
    expect(textsOf(await rig.open())).toEqual({ 'reply c1': 'kept' })
  })

  it('[D2] take no text that is too long, and not too many', async () => {
    const disk = createFaultyDisk()
    const journal = await draftRig({ disk }).open()
    expect(await journal.write(at('c1', 'x'.repeat(draftMaxLength + 1)))).toMatchObject({
      refusal: { kind: 'drafts/too-long' },
    })
    const many = Array.from({ length: draftsMax }, (_, index) => journal.write(at(`c${index}`, 'x')))
    await Promise.all(many)
    expect(await journal.write(at('one-more', 'x'))).toMatchObject({ refusal: { kind: 'drafts/too-many' } })
    expect(await journal.write(at('c1', 'xx', ['x']))).toMatchObject({ ok: true })
    // However many there are, a pause in typing is one flush.
    const before = disk.flushes()
    await journal.write(at('c1', 'xxx', ['xx']))
    expect(disk.flushes() - before).toBe(1)
  })

  it('[D3] keep what two windows write at once', async () => {
    const journal = await draftRig().open()
    const [, second] = await Promise.all([journal.write(at('c1', 'from one')), journal.write(at('c1', 'from two'))])
    expect(second).toMatchObject({ ok: true, text: 'from two\n\nfrom one' })
    expect(await journal.write(at('c1', 'from one, more', ['from one']))).toMatchObject({
      text: 'from two\n\nfrom one, more',
    })
  })

  it('[D5] of what is typed while the disk is busy, write the newest, with one flush', async () => {
    const disk = createFaultyDisk()
    const journal = await draftRig({ disk }).open()
    const letGo = disk.holdFlushes()
    const before = disk.flushes()
    const first = journal.write(at('c1', 'D'))
    await new Promise((resolve) => setImmediate(resolve))
    const rest = ['De', 'Dea', 'Dear'].map((text) => journal.write(at('c1', text, [text.slice(0, -1)])))
    letGo()
    await Promise.all([first, ...rest])
    expect(disk.flushes() - before).toBe(2)
    expect(textsOf(journal)).toEqual({ 'reply c1': 'Dear' })
    const lines = (await disk.read(journalName))?.toString().trimEnd().split('\n') ?? []
    expect(lines).toHaveLength(3)
  })

  it('[D8] write their file anew when most of it is outdated, and numbers go on', async () => {
    const disk = createFaultyDisk()
    const rig = draftRig({ disk })
    const journal = await rig.open()
    const long = 'x'.repeat(8_000)
    let rev = 0
    for (let count = 0, before = ''; count < 60; count++) {
      const text = `${long}${count}`
      const written = await journal.write(at('c1', text, [before]))
      rev = written.ok ? written.rev : rev
      before = text
    }
    expect((await disk.read(journalName))?.length).toBeLessThan(300_000)
    const again = await rig.open()
    expect(textsOf(again)['reply c1']).toBe(`${long}59`)
    expect(await again.write(at('c2', 'next'))).toMatchObject({ rev: rev + 1 })
  })

  it('[D9] are gone from memory when they are closed', async () => {
    const journal = await draftRig({ disk: createMemoryDisk() }).open()
    await journal.write(at('c1', 'Dear'))
    await journal.close()
    expect(textsOf(journal)).toEqual({})
    expect(await journal.write(at('c1', 'late'))).toMatchObject({ ok: false, refusal: { kind: 'log/closed' } })
  })
})

describe('a draft that is sent', () => {
  it('[D4] ends when the command is saved, but for what another window wrote', async () => {
    const rig = draftRig()
    const journal = await rig.open()
    await journal.write(at('c1', 'Hello'))
    const sending = at('c1', 'Hello there', ['Hello'])
    await journal.beginSending(sending, 'm1')
    await journal.write(at('c1', 'and from two', ['']))
    expect(await journal.settle(sending, 'm1', true)).toMatchObject({ text: 'and from two' })
    await journal.close()
    expect(textsOf(await rig.open())).toEqual({ 'reply c1': 'and from two' })
  })

  it('[D4] stays, whole, when the command could not be saved', async () => {
    const rig = draftRig()
    const journal = await rig.open()
    await journal.beginSending(at('c1', 'Hello there'), 'm1')
    expect(await journal.settle(at('c1', 'Hello there'), 'm1', false)).toMatchObject({ text: 'Hello there' })
    await journal.close()
    expect(textsOf(await rig.open())).toEqual({ 'reply c1': 'Hello there' })
  })

  it.each([
    { when: 'before the command was flushed', saved: [], left: { 'reply c1': 'Hello there' } },
    { when: 'after the command was flushed', saved: ['m1'], left: {} },
  ])('[D4] is decided by the log after a crash $when', async ({ saved, left }) => {
    const rig = draftRig({ saved })
    const journal = await rig.open()
    await journal.write(at('c1', 'Hello'))
    await journal.beginSending(at('c1', 'Hello there', ['Hello']), 'm1')
    const again = await rig.open()
    expect(textsOf(again)).toEqual(left)
    await again.close()
    expect(textsOf(await rig.open())).toEqual(left)
  })

  it('[D4] by two windows at once is neither lost nor doubled', async () => {
    const rig = draftRig({ saved: ['m1'] })
    const journal = await rig.open()
    await journal.beginSending(at('c1', 'from one'), 'm1')
    await journal.beginSending(at('c1', 'from two'), 'm2')
    expect(textsOf(await rig.open())).toEqual({ 'reply c1': 'from two' })
  })

  it('[D4] ends although the disk is full by then, also when it could not be noted that it was sent', async () => {
    const disk = createFaultyDisk()
    const rig = draftRig({ disk, saved: ['m1'] })
    const journal = await rig.open()
    await journal.beginSending(at('c1', 'Hello'), 'm1')
    disk.failNextFlush('ENOSPC')
    expect(await journal.settle(at('c1', 'Hello'), 'm1', true)).toMatchObject({ text: '' })
    expect(textsOf(journal)).toEqual({})
    expect(textsOf(await rig.open())).toEqual({})

    await journal.write(at('c2', 'Hel'))
    disk.failNextWrite('ENOSPC', 3)
    expect(await journal.beginSending(at('c2', 'Hello', ['Hel']), 'm2')).toMatchObject({ ok: false })
    expect(await journal.settle(at('c2', 'Hello', ['Hel']), 'm2', true)).toMatchObject({ text: '' })
    await journal.close()
    expect(textsOf(await rig.open())).toEqual({})
  })
})
