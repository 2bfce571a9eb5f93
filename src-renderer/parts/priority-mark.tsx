import { Flag } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Priority } from '#shared/domain/conversation/priorities.ts'
import { classNames } from '../ui/class-names.ts'
import { VisuallyHidden } from '../ui/visually-hidden.tsx'
import styles from './priority-mark.module.css'

/** How urgent a conversation is, where somebody has said that it is not as usual. */
export function PriorityMark({ priority, hasWords = false }: { priority: Priority; hasWords?: boolean }) {
  const { t } = useTranslation()
  if (priority === 'normal') return null
  const words = t('thread.priorityIs', { level: t(`priority.${priority}`) })
  return (
    <span className={classNames(styles.mark, styles[priority])} title={words} data-priority={priority}>
      <Flag size={13} strokeWidth={1.75} aria-hidden="true" />
      {hasWords ? t(`priority.${priority}`) : <VisuallyHidden>{words}</VisuallyHidden>}
    </span>
  )
}
