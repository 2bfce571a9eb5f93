import { useTranslation } from 'react-i18next'
import type { Conversation } from '#shared/domain/conversation/conversation.ts'
import { unmergeConversations } from '../../../actions/conversation-actions.ts'
import { useWorkstation } from '../../../connection/workstation-context.ts'
import { useSubmitFeedback } from '../../../parts/use-submit-feedback.ts'
import { announce } from '../../../ui/announcer.ts'

/** It was two matters after all. */
export function useUnmerge() {
  const { t } = useTranslation()
  const desk = useWorkstation()
  const wasSaved = useSubmitFeedback()
  return async ({ id, mergedIntoId }: Pick<Conversation, 'id' | 'mergedIntoId'>) => {
    if (mergedIntoId === null) return
    const pair = { from: id, into: mergedIntoId as Conversation['id'] }
    if (wasSaved(await unmergeConversations(desk, pair))) announce(t('merge.said.parted'))
  }
}
