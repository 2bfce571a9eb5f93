import { existsSync } from 'node:fs'
import path from 'node:path'

/** Where Debian puts it, by processor. */
const library = ['x86_64-linux-gnu', 'aarch64-linux-gnu']
  .map((triplet) => path.join('/usr/lib', triplet, 'faketime/libfaketimeMT.so.1'))
  .find((file) => existsSync(file))

/** The environment of a program that finds this computer's clock so many days further. What it measures runs as ever. */
export function daysLater(days: number): Record<string, string> {
  if (library === undefined)
    throw new Error('libfaketime is missing. Run: apt-get install -y --no-install-recommends faketime')
  return {
    LD_PRELOAD: library,
    FAKETIME: `+${days}d`,
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
    // Otherwise what Chromium waits for with a limit runs into it at once or never, and no window is drawn.
    FAKETIME_FORCE_MONOTONIC_FIX: '0',
  }
}
