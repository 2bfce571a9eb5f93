import { type BrowserWindow, dialog } from 'electron'
import type { SystemWords } from '../../words/system-words.ts'

/** What can be wrong with a window: it answers nobody, or dies again and again. */
export type WindowTrouble = 'hung' | 'broken'

/**
 * The system's own dialog, as a page that is broken shows none.
 * @returns whether its person wants the window loaded anew; false when `signal` ended the question
 */
export async function askPerson(
  window: BrowserWindow,
  t: SystemWords,
  trouble: WindowTrouble,
  signal: AbortSignal,
): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    title: 'Farline',
    message: t(`${trouble}.title`),
    detail: t(`${trouble}.lesson`),
    buttons: [t(`${trouble}.reload`), t(`${trouble}.leave`)],
    defaultId: trouble === 'hung' ? 1 : 0,
    cancelId: 1,
    signal,
  })
  return response === 0 && !signal.aborted
}
