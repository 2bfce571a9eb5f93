import { isPreviewable } from '#shared/domain/file/is-previewable.ts'
import type { Words } from '../words/words.ts'
import { element } from './element.ts'
import type { Formats } from './formats.ts'
import { icon } from './icon.ts'
import type { RowFile } from './lay-out-rows.ts'

/** The files of one message: a picture to be seen, everything else by its name, each to be saved. */
export function messageFiles(files: readonly RowFile[], words: Words, formats: Formats): HTMLElement[] {
  return files.map((file) => {
    const { name, bytes, href, arrived } = file
    const size = formats.size(bytes)
    const parts = [
      icon('file'),
      element('bdi', { class: 'file-name' }, name),
      ' ',
      element('span', { class: 'file-size' }, size),
    ]
    if (href === null) {
      const bar = element('progress', { max: String(bytes), 'aria-label': name })
      bar.value = arrived
      return element('div', { class: 'chip' }, ...parts, bar)
    }
    const save = element('span', { class: 'hidden' }, words.saveFile, ' ')
    const link = element('a', { class: 'chip', href, download: name }, save, ...parts)
    if (!isPreviewable(file)) return link
    const picture = element('img', { src: href, alt: '', loading: 'lazy', decoding: 'async', draggable: 'false' })
    // Its name stays.
    picture.addEventListener('error', () => picture.remove())
    link.prepend(picture)
    link.classList.add('pictured')
    return link
  })
}
