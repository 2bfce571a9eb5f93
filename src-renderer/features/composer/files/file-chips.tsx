import { FileText, X } from 'lucide-react'
import { type RefObject, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fileSize } from '#shared/words/file-size.ts'
import { useFormats } from '../../../i18n/use-formats.ts'
import { FileName } from '../../../parts/files/file-name.tsx'
import { FileStepLine } from '../../../parts/files/file-step-line.tsx'
import { classNames } from '../../../ui/class-names.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import type { ChipFile } from './chips-of.ts'
import styles from './file-chips.module.css'

interface FileChipsProps {
  files: readonly ChipFile[]
  onRemove: (file: ChipFile) => void
  /** Takes the focus when the last file is gone. */
  field: RefObject<HTMLElement | null>
}

export function FileChips({ files, onRemove, field }: FileChipsProps) {
  const { t } = useTranslation()
  const list = useRef<HTMLUListElement>(null)
  if (files.length === 0) return null
  const remove = (file: ChipFile, index: number) => {
    // The focus stays among the files: on the next one, or on the one before the last.
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])]
    const next = buttons[index + 1] ?? buttons[index - 1] ?? field.current
    next?.focus()
    onRemove(file)
  }
  return (
    <ul ref={list} className={styles.list} aria-label={t('composer.files.label')}>
      {files.map((file, index) => (
        <Chip key={file.key} file={file} onRemove={() => remove(file, index)} />
      ))}
    </ul>
  )
}

function Chip({ file: { name, bytes, step, preview }, onRemove }: { file: ChipFile; onRemove: () => void }) {
  const { t } = useTranslation()
  const { locale } = useFormats()
  const isProblem = step.at === 'refused' || step.at === 'not-kept'
  return (
    <li className={classNames(styles.chip, isProblem && styles.problem)} data-file={name}>
      <Preview address={preview} />
      <span className={styles.about}>
        <span className={styles.first}>
          <FileName name={name} className={styles.name} />
          <span className={styles.size}>{fileSize(bytes, locale)}</span>
        </span>
        <FileStepLine name={name} step={step} />
      </span>
      <IconButton size="small" label={t('composer.files.remove', { name })} onPress={onRemove}>
        <X size={14} strokeWidth={1.75} />
      </IconButton>
    </li>
  )
}

/** What is called a picture and is none shows as any other file. */
function Preview({ address }: { address: string | null }) {
  const [broken, setBroken] = useState<string | null>(null)
  return (
    <span className={styles.preview}>
      {address === null || address === broken ? (
        <FileText size={18} strokeWidth={1.5} aria-hidden="true" />
      ) : (
        <img
          className={styles.picture}
          src={address}
          alt=""
          decoding="async"
          draggable={false}
          onError={() => setBroken(address)}
        />
      )}
    </span>
  )
}
