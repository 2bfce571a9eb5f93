import { Merge } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '#shared/domain/conversation/conversation.ts'
import { useCommand } from '../../../commands/use-command.ts'
import { inBackground } from '../../../parts/in-background.ts'
import { openConversation } from '../../../state/navigation.ts'
import { Banner } from '../../../ui/banner.tsx'
import { Button } from '../../../ui/button.tsx'
import { useUnmerge } from './use-unmerge.ts'

/** Over a conversation that goes on in another one. */
export function MergedBar({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation()
  const unmerge = useUnmerge()
  const { mergedIntoId } = conversation
  useCommand('conversation.unmerge', mergedIntoId === null ? undefined : { run: () => unmerge(conversation) })
  if (mergedIntoId === null) return null
  return (
    <Banner
      tone="info"
      icon={<Merge size={16} strokeWidth={1.75} aria-hidden="true" />}
      title={t('merge.goesOn')}
      actions={
        <>
          <Button size="small" onPress={() => openConversation(mergedIntoId)}>
            {t('merge.openTarget')}
          </Button>
          <Button size="small" look="quiet" onPress={inBackground(() => unmerge(conversation))}>
            {t('merge.part')}
          </Button>
        </>
      }
    />
  )
}
