import { describe, expect, it } from 'vitest'
import type { OutgoingFile } from '#shared/rpc/files-contract.ts'
import { stepOf, takeOutgoing, useOutgoing } from './outgoing.ts'

const file = (change: Partial<OutgoingFile>): OutgoingFile => ({
  fileId: 'f1' as OutgoingFile['fileId'],
  conversationId: 'c1',
  name: 'a.pdf',
  bytes: 100,
  kept: 100,
  sent: 0,
  state: 'waiting',
  ...change,
})

describe('a file on its way to a customer', () => {
  it.each([
    [
      { state: 'keeping', kept: 25 },
      { at: 'keeping', share: 0.25 },
    ],
    [
      { state: 'waiting', kept: 25 },
      { at: 'not-kept', why: 'half' },
    ],
    [{ state: 'waiting' }, { at: 'kept' }],
    [
      { state: 'sending', sent: 50 },
      { at: 'sending', share: 0.5 },
    ],
    [{ state: 'here', sent: 100 }, { at: 'there' }],
    [
      { state: 'refused', refusal: 'file/disguised' },
      { at: 'refused', kind: 'file/disguised' },
    ],
  ] as const)('%o stands at %o', (change, step) => {
    expect(stepOf(file(change), true)).toEqual(step)
  })

  it('waits, wherever it stands, while the server cannot be reached', () => {
    expect(stepOf(file({ state: 'sending', sent: 50 }), false)).toEqual({ at: 'waiting' })
    expect(stepOf(file({ state: 'waiting' }), false)).toEqual({ at: 'waiting' })
  })

  it('is the same object for as long as nothing about it changes', () => {
    takeOutgoing({ files: [file({})] })
    const before = useOutgoing.getState().files?.get('f1')
    takeOutgoing({ files: [file({}), file({ fileId: 'f2' as OutgoingFile['fileId'] })] })
    expect(useOutgoing.getState().files?.get('f1')).toBe(before)
  })
})
