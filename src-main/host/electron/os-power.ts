import { powerSaveBlocker } from 'electron'
import type { PowerSaveBlocking } from '../../os/power/in-call.ts'

/** The screen stays on too: whoever listens does not touch the keyboard, and a dark screen locks the desk. */
export const osPower: PowerSaveBlocking = {
  start() {
    const id = powerSaveBlocker.start('prevent-display-sleep')
    return () => void powerSaveBlocker.stop(id)
  },
}
