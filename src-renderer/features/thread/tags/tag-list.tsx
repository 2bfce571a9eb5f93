import { X } from 'lucide-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '#shared/domain/conversation/conversation.ts'
import { tagsMax } from '#shared/domain/conversation/tag-limits.ts'
import { removeTag } from '../../../actions/conversation-actions.ts'
import { useWorkstation } from '../../../connection/workstation-context.ts'
import { useSubmitFeedback } from '../../../parts/use-submit-feedback.ts'
import { announce } from '../../../ui/announcer.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { TagMenu } from './tag-menu.tsx'
import styles from './tag-list.module.css'

/** What the conversation is tagged with. Each tag is added and removed by itself, so that colleagues keep theirs. */
export function TagList({ conversation: { id, tags } }: { conversation: Conversation }) {
  const { t } = useTranslation()
  const desk = useWorkstation()
  const wasSaved = useSubmitFeedback()
  const list = useRef<HTMLUListElement>(null)

  const remove = async (tag: string) => {
    // The button goes with its tag; the focus must not go with the button.
    list.current?.querySelector<HTMLElement>(':scope > li:last-child button')?.focus()
    if (wasSaved(await removeTag(desk, id, tag))) announce(t('tags.removed', { tag }))
  }
  return (
    <ul ref={list} className={styles.list} aria-label={t('tags.label')}>
      {tags.map((tag) => (
        <li key={tag} className={styles.tag}>
          <bdi className={styles.word}>{tag}</bdi>
          <IconButton
            label={t('tags.remove', { tag })}
            size="small"
            onPress={() => void remove(tag).catch(reportError)}
          >
            <X size={12} strokeWidth={2} />
          </IconButton>
        </li>
      ))}
      {tags.length < tagsMax ? (
        <li>
          <TagMenu key={id} conversationId={id} tags={tags} />
        </li>
      ) : null}
    </ul>
  )
}
