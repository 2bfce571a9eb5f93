import { PencilLine } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useIsUnfinished } from '../../state/unfinished.ts'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import styles from './pending-mark.module.css'

/** The agent has begun to write here and has not sent it. */
export function DraftMark({ conversationId }: { conversationId: string }) {
  const { t } = useTranslation()
  if (!useIsUnfinished(conversationId)) return null
  return (
    <span className={styles.pending} title={t('inbox.draft')} data-mark="draft">
      <PencilLine size={13} strokeWidth={1.75} aria-hidden="true" />
      <VisuallyHidden>{t('inbox.draft')}</VisuallyHidden>
    </span>
  )
}
