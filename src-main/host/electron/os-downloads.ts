import { rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type DownloadItem, type Session, app, dialog } from 'electron'
import type { Saved } from '#shared/rpc/os-contract.ts'
import { isOwnDownload } from '../../os/downloads/is-own-download.ts'
import { reserveFile } from '../../os/downloads/reserve-file.ts'
import { safeFileName } from '../../os/downloads/safe-file-name.ts'
import { appOrigin } from './app-scheme.ts'

interface Wishes {
  isAsked(): boolean
  onSaved(saved: Saved): void
}

const downloads = () => app.getPath('downloads')

/** Nothing is handed out at the door. */
export function denyDownloads(session: Session): void {
  session.on('will-download', (event) => event.preventDefault())
}

/** What pages of this session hand out is kept under a safe name, beside what is there; everything else is refused. */
export function guardDownloads(session: Session, { isAsked, onSaved }: Wishes): void {
  session.on('will-download', (event, item) => {
    if (!isOwnDownload(item.getURL(), appOrigin)) return event.preventDefault()
    const name = safeFileName(item.getFilename())
    try {
      if (isAsked()) item.setSaveDialogOptions({ defaultPath: path.join(downloads(), name) })
      else item.setSavePath(reserveFile(downloads(), name))
    } catch {
      // No room, or no such folder: the person is told, and nothing is written elsewhere.
      event.preventDefault()
      return onSaved({ name, state: 'failed' })
    }
    item.once('done', (_event, state) => void finished(item, state, onSaved))
    return undefined
  })
}

async function finished(
  item: DownloadItem,
  state: 'completed' | 'cancelled' | 'interrupted',
  onSaved: Wishes['onSaved'],
): Promise<void> {
  const file = item.getSavePath()
  if (state === 'completed') return onSaved({ name: path.basename(file), state: 'saved' })
  // What was only reserved is in nobody's way.
  const kept = await stat(file).catch(() => null)
  if (kept?.size === 0) await rm(file, { force: true })
  if (state === 'interrupted') onSaved({ name: path.basename(file), state: 'failed' })
}

/** @returns the name under which it was kept; null when a person called it off */
export async function saveFile(wanted: string, content: Uint8Array, isAsked: boolean): Promise<string | null> {
  const name = safeFileName(wanted)
  const file = isAsked ? await askFor(name) : reserveFile(downloads(), name)
  if (file === null) return null
  await writeFile(file, content, { mode: 0o600 })
  return path.basename(file)
}

async function askFor(name: string): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog({ defaultPath: path.join(downloads(), name) })
  return canceled || filePath === '' ? null : filePath
}
