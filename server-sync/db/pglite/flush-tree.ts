import { closeSync, fsyncSync, openSync, readdirSync } from 'node:fs'
import path from 'node:path'

/** Asks the disk to keep a folder and all that is in it. */
export function flushTree(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const inside = path.join(folder, entry.name)
    if (entry.isDirectory()) flushTree(inside)
    else if (entry.isFile()) flush(inside, 'r+')
  }
  flushFolder(folder)
}

/** The names in a folder have to survive as well. Windows has no such call and needs none. */
export function flushFolder(folder: string): void {
  if (process.platform !== 'win32') flush(folder, 'r')
}

function flush(file: string, flags: 'r' | 'r+'): void {
  const descriptor = openSync(file, flags)
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
