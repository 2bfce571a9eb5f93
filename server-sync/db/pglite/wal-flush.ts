import { closeSync, fdatasyncSync, fsyncSync, openSync, readdirSync } from 'node:fs'
import path from 'node:path'

/**
 * PGlite writes its log but never asks the disk to keep it (NodeFS has no fsync), so a power cut could take back what
 * was acknowledged. This flushes the segments that were written since the last call.
 */
export function createWalFlush(directory: string): (segment: string, lsn: string) => void {
  const wal = path.join(directory, 'pg_wal')
  let current = ''
  let flushedLsn = ''
  let descriptor: number | undefined
  return (segment, lsn) => {
    if (lsn === flushedLsn) return
    if (segment !== current) {
      // One transaction can fill several segments; names of equal length sort in the order of writing.
      const passed = readdirSync(wal).filter(
        (name) => name.length === segment.length && name >= current && name < segment,
      )
      if (current !== '') for (const name of passed) flushFile(path.join(wal, name))
      if (descriptor !== undefined) closeSync(descriptor)
      descriptor = openSync(path.join(wal, segment), 'r+')
      current = segment
      flushDirectory(wal)
    }
    if (descriptor !== undefined) fdatasyncSync(descriptor)
    flushedLsn = lsn
  }
}

function flushFile(file: string): void {
  const descriptor = openSync(file, 'r+')
  fdatasyncSync(descriptor)
  closeSync(descriptor)
}

/** A new segment's name has to survive as well. Windows has no such call and needs none. */
function flushDirectory(directory: string): void {
  if (process.platform === 'win32') return
  const descriptor = openSync(directory, 'r')
  fsyncSync(descriptor)
  closeSync(descriptor)
}
