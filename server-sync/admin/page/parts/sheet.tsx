import { X } from 'lucide-react'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '../../../../src-renderer/ui/announcer.ts'
import { Button } from '../../../../src-renderer/ui/button.tsx'
import { IconButton } from '../../../../src-renderer/ui/icon-button.tsx'
import { OverlayPanel } from '../../../../src-renderer/ui/overlay-panel.tsx'
import type { Answer } from '../api/admin-api.ts'
import { Problem, type ProblemGiven } from './problem.tsx'
import styles from './sheet.module.css'

interface SheetProps {
  title: string
  onClose: () => void
  /** Without it there is nothing to save. */
  onSave?: ((form: FormData) => Promise<Answer<unknown>>) | undefined
  children: ReactNode
}

/** One entry, at the side of the list that it stands in. What was typed stays until it is saved or given up. */
export function Sheet({ title, onClose, onSave, children }: SheetProps) {
  const { t } = useTranslation()
  const [refused, setRefused] = useState<ProblemGiven>()
  const [isBusy, setIsBusy] = useState(false)
  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!onSave || isBusy) return
    setIsBusy(true)
    setRefused(undefined)
    const answer = await onSave(new FormData(event.currentTarget))
    setIsBusy(false)
    if (!answer.ok) return setRefused(answer)
    announce(t('sheet.saved'), 'polite')
    onClose()
  }
  return (
    <OverlayPanel label={title} isOpen onClose={onClose} place="end">
      <div className={styles.head}>
        <h2 className={styles.title}>
          <bdi>{title}</bdi>
        </h2>
        <IconButton label={t('sheet.close')} onPress={onClose}>
          <X size={16} aria-hidden="true" />
        </IconButton>
      </div>
      <form className={styles.form} onSubmit={(event) => void save(event)} noValidate>
        <div className={styles.body}>
          {refused === undefined ? null : <Problem {...refused} />}
          {children}
        </div>
        {onSave ? (
          <div className={styles.foot}>
            <Button look="quiet" onPress={onClose}>
              {t('sheet.cancel')}
            </Button>
            <Button look="primary" type="submit" isDisabled={isBusy}>
              {t('sheet.save')}
            </Button>
          </div>
        ) : null}
      </form>
    </OverlayPanel>
  )
}
