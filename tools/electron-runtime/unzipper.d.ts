// The package ships no types; this is the part of it that is used here.
declare module 'unzipper' {
  import type { Readable } from 'node:stream'

  interface Entry {
    path: string
    type: 'File' | 'Directory'
    /** High 16 bits: the Unix mode. */
    externalFileAttributes: number
    stream(): Readable
    buffer(): Promise<Buffer>
  }

  export const Open: { file(path: string): Promise<{ files: Entry[] }> }
}
