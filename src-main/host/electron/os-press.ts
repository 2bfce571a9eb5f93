import type { BrowserWindow } from 'electron'
import type { Log } from '../../log/create-log.ts'
import type { PaperPress, Printed } from '../../os/papers/papers.ts'
import { saveFile } from './os-downloads.ts'

interface PressParts {
  /** Where nobody sees it. Undefined: no desk is open. */
  openPaper(path: string): Promise<BrowserWindow> | undefined
  isAsked(): boolean
  readonly diagnostics: Log
}

const patienceMs = 30_000

/** Prints by way of a hidden window of the desk's own. */
export function osPress({ openPaper, isAsked, diagnostics }: PressParts): PaperPress {
  return {
    async print(path, as, isReady, name) {
      let window: BrowserWindow | undefined
      try {
        window = await openPaper(path)
        if (!window) return { ok: false }
        await within(patienceMs, isReady)
        return as === 'pdf' ? await savePdf(window, name, isAsked()) : await printOut(window)
      } catch (error) {
        diagnostics.warn({ event: 'paper-failure', name: error instanceof Error ? error.name : 'unknown' })
        return { ok: false }
      } finally {
        if (window && !window.isDestroyed()) window.destroy()
      }
    },
  }
}

async function savePdf({ webContents }: BrowserWindow, name: string, isAsked: boolean): Promise<Printed> {
  const pdf = await webContents.printToPDF({ printBackground: true, preferCSSPageSize: true, generateTaggedPDF: true })
  return { ok: true, savedAs: await saveFile(name, pdf, isAsked) }
}

function printOut({ webContents }: BrowserWindow): Promise<Printed> {
  return new Promise((resolve) =>
    // Called off is not failed.
    webContents.print({}, (isDone, reason) => resolve({ ok: isDone || /cancel/i.test(reason), savedAs: null })),
  )
}

async function within(delayMs: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('the page was not ready in time')), delayMs)
  })
  try {
    await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
