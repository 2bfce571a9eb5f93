import type { FileDisk } from '../attachments/file-disk.ts'
import type { LogFile } from '../files/log-disk.ts'

/** A real disk under a power switch. */
export interface FaultyFileDisk extends FileDisk {
  /** The power goes in the middle of the `operations`-th change from now on: what was being written is half there, nothing later is. */
  failPowerAt(operations: number): void
  /** Every write fails so from now on, half done; null: no more. */
  failWrites(code: string | null): void
  isOff(): boolean
  /** Changes so far. */
  changes(): number
}

const failure = (code: string) => Object.assign(new Error(`${code}: planted`), { code })

export function faultyFileDisk(disk: FileDisk): FaultyFileDisk {
  let untilOff = Number.POSITIVE_INFINITY
  let isOff = false
  let count = 0
  let fails: string | null = null

  /** True for the change during which the power goes. */
  function isLast(): boolean {
    if (isOff) throw failure('EIO')
    count++
    isOff = --untilOff <= 0
    return isOff
  }

  const over = (file: LogFile): LogFile => ({
    ...file,
    async write(bytes, position) {
      const isCut = isLast()
      const code = isCut ? 'EIO' : fails
      if (code === null) return file.write(bytes, position)
      await file.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), position)
      throw failure(code)
    },
    async flush() {
      if (isLast()) throw failure('EIO')
      return file.flush()
    },
    async truncate(length) {
      if (isOff) throw failure('EIO')
      return file.truncate(length)
    },
  })

  return {
    ...disk,
    async open(name) {
      if (isOff) throw failure('EIO')
      return over(await disk.open(name))
    },
    async write(name, bytes) {
      const isCut = isLast()
      if (isCut) await disk.write(`${name}.4711.new`, bytes.subarray(0, Math.ceil(bytes.length / 2)))
      const code = isCut ? 'EIO' : fails
      if (code !== null) throw failure(code)
      return disk.write(name, bytes)
    },
    async remove(name) {
      if (isLast()) throw failure('EIO')
      return disk.remove(name)
    },
    failPowerAt: (operations) => void (untilOff = operations),
    failWrites: (code) => void (fails = code),
    isOff: () => isOff,
    changes: () => count,
  }
}
