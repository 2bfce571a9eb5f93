import { AtSign } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '#shared/domain/conversation/conversation.ts'
import { readMention } from '../../actions/conversation-actions.ts'
import { useWorkstation } from '../../connection/workstation-context.ts'
import { inBackground } from '../../parts/in-background.ts'
import { useSubmitFeedback } from '../../parts/use-submit-feedback.ts'
import { announce } from '../../ui/announcer.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'

/** A colleague needs whoever sits here: it stands until they say that they have dealt with it. */
export function MentionBar({ conversation: { id, mentionedIds } }: { conversation: Conversation }) {
  const { t } = useTranslation()
  const desk = useWorkstation()
  const wasSaved = useSubmitFeedback()
  if (!mentionedIds.includes(desk.agent.id)) return null
  const done = async () => {
    if (wasSaved(await readMention(desk, id))) announce(t('mention.said'))
  }
  return (
    <Banner
      tone="info"
      icon={<AtSign size={16} strokeWidth={1.75} aria-hidden="true" />}
      title={t('mention.you')}
      actions={
        <Button size="small" onPress={inBackground(done)}>
          {t('mention.done')}
        </Button>
      }
    />
  )
}
