import { describe, expect, it } from 'vitest'
import type { DraftFile } from '#shared/domain/draft/draft-file.ts'
import type { OutgoingFile } from '#shared/rpc/files-contract.ts'
import type { HandingFile } from '../../../state/files/handing.ts'
import { chipsOf, holdOf } from './chips-of.ts'

const draftFile = (fileId: string, name = `${fileId}.pdf`): DraftFile => ({
  fileId: fileId as DraftFile['fileId'],
  name,
  bytes: 100,
})

const inMain = (file: DraftFile, change: Partial<OutgoingFile> = {}): OutgoingFile => ({
  ...file,
  conversationId: 'c1',
  kept: 100,
  sent: 0,
  state: 'waiting',
  ...change,
})

const inWindow = (change: Partial<HandingFile>): HandingFile => ({
  key: 'k1',
  conversationId: 'c1',
  fileId: 'a',
  name: 'a.pdf',
  bytes: 100,
  preview: null,
  step: { at: 'keeping', share: 0.5 },
  ...change,
})

const chips = ({
  kept = [] as DraftFile[],
  outgoing = [] as OutgoingFile[],
  handing = [] as HandingFile[],
  left = [] as string[],
  abandoned = [] as string[],
}) =>
  chipsOf({
    conversationId: 'c1',
    kept,
    outgoing: new Map(outgoing.map((file) => [file.fileId, file])),
    handing,
    left: new Set(left),
    abandoned: new Set(abandoned),
    isServerHere: true,
  })

const a = draftFile('a')

describe('the files of a reply', () => {
  it('are there from the first moment on, once each, and keep their place when main names them', () => {
    const b = draftFile('b')
    const handing = [inWindow({}), inWindow({ key: 'k2', fileId: null, name: 'b.pdf' })]
    const before = chips({ kept: [a], outgoing: [inMain(a, { state: 'keeping', kept: 10 })], handing })
    expect(before.map(({ key, step }) => [key, step.at])).toEqual([
      ['k1', 'keeping'],
      ['k2', 'keeping'],
    ])
    const named = [handing[0] ?? inWindow({}), inWindow({ key: 'k2', fileId: 'b' })]
    const after = chips({ kept: [a, b], outgoing: [inMain(a), inMain(b)], handing: named })
    expect(after.map(({ key }) => key)).toEqual(['k1', 'k2'])
  })

  it('are as far as main says, once this window has handed them over', () => {
    const outgoing = [inMain(a, { state: 'sending', sent: 25 })]
    expect(chips({ kept: [a], outgoing, handing: [inWindow({ step: null })] })[0]?.step).toEqual({
      at: 'sending',
      share: 0.25,
    })
  })

  it('do not show while they are being removed or sent, nor in another conversation', () => {
    expect(chips({ kept: [a], outgoing: [inMain(a)], left: ['a'] })).toEqual([])
    expect(chips({ handing: [inWindow({ conversationId: 'c2' })] })).toEqual([])
    expect(chips({ handing: [inWindow({ step: null })] })).toEqual([])
  })

  it('that nobody hands over any more have to be chosen again, and so have those that main does not have', () => {
    const half = { at: 'not-kept', why: 'half' }
    const outgoing = [inMain(a, { state: 'keeping', kept: 10 })]
    expect(chips({ kept: [a], outgoing, abandoned: ['a'] })[0]?.step).toEqual(half)
    expect(chips({ kept: [a] })[0]?.step).toEqual(half)
  })

  it('show their picture from this window, and later from main; what is not whole shows none', () => {
    const photo = draftFile('p', 'photo.PNG')
    expect(chips({ kept: [photo], outgoing: [inMain(photo)] })[0]?.preview).toBe('/desk/files/p')
    expect(chips({ kept: [photo], outgoing: [inMain(photo, { state: 'keeping' })] })[0]?.preview).toBeNull()
    const handing = [inWindow({ fileId: 'p', preview: 'blob:1' })]
    expect(chips({ kept: [photo], outgoing: [inMain(photo)], handing })[0]?.preview).toBe('blob:1')
  })

  it('hold the reply back for the gravest reason', () => {
    const at = (...steps: Parameters<typeof holdOf>[0][number]['step'][]) => holdOf(steps.map((step) => ({ step })))
    expect(at({ at: 'kept' }, { at: 'sending', share: 0 }, { at: 'there' }, { at: 'waiting' })).toBeNull()
    expect(at({ at: 'keeping', share: 0 }, { at: 'kept' })).toBe('keeping')
    expect(at({ at: 'keeping', share: 0 }, { at: 'not-kept', why: 'half' })).toBe('not-kept')
    expect(at({ at: 'not-kept', why: 'half' }, { at: 'refused', kind: 'file/type' })).toBe('refused')
  })
})
