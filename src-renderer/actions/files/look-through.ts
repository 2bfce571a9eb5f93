import { attachmentsMax, fileMaxBytes } from '#shared/domain/file/file-limits.ts'
import type { NotTaken, NotTakenWhy } from '../../state/files/handing.ts'

export interface Offered<F> {
  readonly file: F
  readonly isFolder: boolean
}

/** Which of the files that somebody chose can go with a message that has `already` as many, and why the others cannot. */
export function lookThrough<F extends Pick<File, 'name' | 'size'>>(
  offered: readonly Offered<F>[],
  already: number,
): { readonly taken: readonly F[]; readonly notTaken: readonly NotTaken[] } {
  const taken: F[] = []
  const notTaken: NotTaken[] = []
  for (const { file, isFolder } of offered) {
    const why = isFolder ? 'folder' : whyNot(file.size, already + taken.length)
    if (why === null) taken.push(file)
    else notTaken.push({ name: file.name, why })
  }
  return { taken, notTaken }
}

function whyNot(bytes: number, before: number): NotTakenWhy | null {
  if (bytes === 0) return 'empty'
  if (bytes > fileMaxBytes) return 'too-large'
  return before >= attachmentsMax ? 'too-many' : null
}
