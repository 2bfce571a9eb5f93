import yauzl from 'yauzl'

/** What the list at the end of a zip says of what is in it. Nothing is unpacked; archives inside it are files like others. */
export interface ZipContents {
  readonly names: ReadonlySet<string>
  /** Unpacking it would fill a disk. */
  readonly isBomb: boolean
}

export const zipEntriesMax = 10_000
const unpackedMaxBytes = 1024 * 1024 * 1024
/** Up to here nobody is harmed, however well it was packed: a sheet full of zeros is no attack. */
const harmlessBytes = 32 * 1024 * 1024
const ratioMax = 100

/** @returns undefined where it cannot be read to its end, or has names that lead out of the folder it is unpacked into. */
export async function readZip(path: string, size: number): Promise<ZipContents | undefined> {
  const zip = await open(path)
  if (!zip) return undefined
  const names = new Set<string>()
  let unpacked = 0
  let packed = 0
  const verdict = (isBomb: boolean): ZipContents => ({ names, isBomb })
  try {
    if (zip.entryCount > zipEntriesMax) return verdict(true)
    return await new Promise<ZipContents | undefined>((resolve) => {
      zip.on('error', () => resolve(undefined))
      zip.on('end', () => resolve(verdict(unpacked > harmlessBytes && unpacked > size * ratioMax)))
      zip.on('entry', (entry: yauzl.Entry) => {
        names.add(entry.fileName)
        unpacked += entry.uncompressedSize
        packed += entry.compressedSize
        // More than there is: several entries stand for the same bytes, and a small archive becomes an endless one.
        if (packed > size || unpacked > unpackedMaxBytes) resolve(verdict(true))
        else zip.readEntry()
      })
      zip.readEntry()
    })
  } finally {
    zip.close()
  }
}

function open(path: string): Promise<yauzl.ZipFile | undefined> {
  return new Promise((resolve) =>
    yauzl.open(path, { lazyEntries: true, autoClose: false }, (error, zip) => resolve(error ? undefined : zip)),
  )
}
