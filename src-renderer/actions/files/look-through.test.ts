import { describe, expect, it } from 'vitest'
import { attachmentsMax, fileMaxBytes } from '#shared/domain/file/file-limits.ts'
import { lookThrough } from './look-through.ts'

const offered = (name: string, size: number, isFolder = false) => ({ file: { name, size }, isFolder })
const names = (files: readonly { name: string }[]) => files.map(({ name }) => name)

describe('files that somebody chose', () => {
  it('are taken up to the limits, and not beyond', () => {
    const { taken, notTaken } = lookThrough(
      [
        offered('all.zip', fileMaxBytes),
        offered('more.zip', fileMaxBytes + 1),
        offered('nothing.txt', 0),
        offered('Photos', 4_096, true),
        offered('one.txt', 1),
      ],
      0,
    )
    expect(names(taken)).toEqual(['all.zip', 'one.txt'])
    expect(notTaken).toEqual([
      { name: 'more.zip', why: 'too-large' },
      { name: 'nothing.txt', why: 'empty' },
      { name: 'Photos', why: 'folder' },
    ])
  })

  it('are as many as the message has room for; what is not taken for another reason takes none', () => {
    const { taken, notTaken } = lookThrough(
      [offered('empty', 0), offered('last', 1), offered('over', 1)],
      attachmentsMax - 1,
    )
    expect(names(taken)).toEqual(['last'])
    expect(notTaken.map(({ why }) => why)).toEqual(['empty', 'too-many'])
  })
})
