import type { Offered } from '../../../actions/files/look-through.ts'

/** Something is dragged or pasted that has files in it. */
export const hasFiles = (transfer: DataTransfer | null): transfer is DataTransfer =>
  transfer?.types.includes('Files') === true

/**
 * The files of what was dropped or pasted. To be asked within the event: afterwards the browser has emptied it. A folder looks
 * like a file there, and only its entry tells.
 */
export function filesOfTransfer(transfer: DataTransfer): Offered<File>[] {
  return [...transfer.items].flatMap((item) => {
    const file = item.kind === 'file' ? item.getAsFile() : null
    return file ? [{ file, isFolder: item.webkitGetAsEntry()?.isDirectory === true }] : []
  })
}

/**
 * Whether files are what somebody meant to paste. Office programs put a picture of a text beside the text and its form: who copied
 * words wants the words. (Finder puts a file's name beside the file, without a form.)
 */
export const isFilePaste = (transfer: DataTransfer | null): transfer is DataTransfer =>
  hasFiles(transfer) && !(transfer.types.includes('text/plain') && transfer.types.some((type) => formed.has(type)))

const formed = new Set(['text/html', 'text/rtf'])
