import path from 'node:path'
import { type JsonFile, createJsonFile } from '../files/json-file.ts'
import { type CalmWriter, createCalmWriter } from '../files/calm-writer.ts'
import type { Timers } from '../flow/timers.ts'
import { type KeptWindows, keptWindowsSchema } from './window-record.ts'

/** What a power cut may take: where a window has been moved within the last two seconds. */
const quietMs = 300
const longestMs = 2_000

/** A list that cannot be understood is set aside: the desk begins with its usual window. */
export const openWindowsFile = (deskDir: string, onDamaged: () => void): JsonFile<KeptWindows> =>
  createJsonFile(path.join(deskDir, 'windows.json'), keptWindowsSchema, onDamaged)

/** Keeps the list of a desk's windows in the desk's folder. */
export function keepWindows(
  file: JsonFile<KeptWindows>,
  timers: Timers,
  onFailed: (error: unknown) => void,
): CalmWriter<KeptWindows> {
  return createCalmWriter({ save: (kept) => file.write(kept), timers, quietMs, longestMs, onFailed })
}
