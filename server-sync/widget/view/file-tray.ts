import { attachmentsMax, fileMaxBytes } from '#shared/domain/file/file-limits.ts'
import type { BoxedFile } from '../files/file-box.ts'
import { fill } from '../words/fill.ts'
import type { Words } from '../words/words.ts'
import { element } from './element.ts'
import type { Formats } from './formats.ts'
import { icon } from './icon.ts'

interface Ports {
  readonly words: Words
  readonly formats: Formats
  add(file: File): void
  remove(key: string): void
  retry(key: string): void
  focusText(): void
}

/** What is put to the message that is being written: chosen, dropped or pasted. */
export interface FileTray {
  readonly element: HTMLElement
  readonly button: HTMLButtonElement
  render(staged: readonly BoxedFile[], takesFiles: boolean): void
  /** @returns whether there were files among it */
  paste(data: DataTransfer | null): boolean
}

export function createFileTray({ words, formats, add, remove, retry, focusText }: Ports): FileTray {
  const input = element('input', { type: 'file', multiple: '', class: 'hidden', tabindex: '-1', 'aria-hidden': 'true' })
  const button = element(
    'button',
    { type: 'button', class: 'smile', 'aria-label': words.attach, title: words.attach, hidden: '' },
    icon('attach'),
  )
  const list = element('ul', { class: 'tray', 'aria-label': words.attach })
  // Said aloud, and read: why a file is not taken.
  const said = element('p', { class: 'problem', role: 'status' })
  const hint = element('p', { class: 'drop', 'aria-hidden': 'true', hidden: '' }, words.dropFiles)
  const made = element('div', { class: 'files' }, hint, list, said, input)
  const chips = new Map<string, ReturnType<typeof createChip>>()
  let isTaking = false
  let staged = 0

  function take(files: Iterable<File>) {
    said.textContent = ''
    for (const file of files) {
      if (staged >= attachmentsMax) {
        said.textContent = fill(words.filesTooMany, { most: formats.count(attachmentsMax) })
        return
      }
      if (file.size > fileMaxBytes)
        said.textContent = fill(words.fileTooLarge, { name: file.name, most: formats.size(fileMaxBytes) })
      else if (file.size > 0) add(file)
    }
    focusText()
  }

  button.addEventListener('click', () => input.click())
  input.addEventListener('change', () => {
    take([...(input.files ?? [])])
    // The same file again is a change as well.
    input.value = ''
  })
  const hasFiles = ({ dataTransfer }: DragEvent) => isTaking && dataTransfer?.types.includes('Files') === true
  document.addEventListener('dragover', (event) => {
    if (!hasFiles(event)) return
    event.preventDefault()
    hint.hidden = false
  })
  document.addEventListener('dragleave', ({ relatedTarget }) => {
    if (relatedTarget === null) hint.hidden = true
  })
  document.addEventListener('drop', (event) => {
    hint.hidden = true
    if (!hasFiles(event)) return
    event.preventDefault()
    take([...(event.dataTransfer?.files ?? [])])
  })

  return {
    element: made,
    button,
    paste(data) {
      const files = [...(data?.files ?? [])]
      if (!isTaking || files.length === 0) return false
      take(files)
      return true
    },
    render(files, takesFiles) {
      isTaking = takesFiles
      button.hidden = !takesFiles
      staged = files.length
      list.hidden = files.length === 0
      for (const [key, { element: gone }] of chips) {
        if (files.some((file) => file.key === key)) continue
        gone.remove()
        chips.delete(key)
      }
      for (const file of files) {
        let chip = chips.get(file.key)
        if (!chip) {
          const { key } = file
          chip = createChip({
            words,
            formats,
            name: file.name,
            bytes: file.bytes,
            remove() {
              remove(key)
              focusText()
            },
            retry: () => retry(key),
          })
          chips.set(key, chip)
          list.append(chip.element)
        }
        chip.render(file)
      }
    },
  }
}

interface ChipPorts {
  readonly words: Words
  readonly formats: Formats
  readonly name: string
  readonly bytes: number
  remove(): void
  retry(): void
}

function createChip({ words, formats, name, bytes, remove, retry }: ChipPorts) {
  const progress = element('progress', { max: String(bytes), 'aria-label': name })
  const problem = element('p', { class: 'problem', role: 'status' })
  const again = element('button', { type: 'button', class: 'action', hidden: '' }, words.retry)
  const label = fill(words.removeFile, { name })
  const away = element('button', { type: 'button', class: 'away', 'aria-label': label, title: label }, icon('close'))
  again.addEventListener('click', retry)
  away.addEventListener('click', remove)
  const shown = element('bdi', { class: 'file-name' }, name)
  const size = element('span', { class: 'file-size' }, formats.size(bytes))
  const made = element('li', { class: 'chip' }, icon('file'), shown, size, away, progress, problem, again)
  return {
    element: made,
    render({ arrived, fileId, refusal }: BoxedFile) {
      progress.value = arrived
      progress.hidden = fileId !== null || refusal !== null
      // What it is does not change by asking again.
      again.hidden = refusal !== 'file/too-many'
      const why = refusal === null ? '' : refusalWords(refusal, name, words, formats)
      if (problem.textContent !== why) problem.textContent = why
    },
  }
}

/** Why a file did not go, for its sender. */
function refusalWords(kind: string, name: string, words: Words, formats: Formats): string {
  if (kind === 'file/too-large') return fill(words.fileTooLarge, { name, most: formats.size(fileMaxBytes) })
  if (kind === 'file/too-many') return words.filesWait
  return fill(words.fileNotTaken, { name })
}
