import { BellRing } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '#shared/domain/conversation/conversation.ts'
import type { Right } from '#shared/domain/directory/rights.ts'
import { withdrawOffer } from '../../../actions/conversation-actions.ts'
import { useCommand } from '../../../commands/use-command.ts'
import { useCommandName } from '../../../commands/use-command-name.ts'
import { useWorkstation } from '../../../connection/workstation-context.ts'
import { inBackground } from '../../../parts/in-background.ts'
import { useAgentName } from '../../../parts/use-agent-name.ts'
import { useSubmitFeedback } from '../../../parts/use-submit-feedback.ts'
import { announce } from '../../../ui/announcer.ts'
import { Banner } from '../../../ui/banner.tsx'
import { Button } from '../../../ui/button.tsx'

/** Who is being asked, for everybody but them; whoever may direct can ask somebody else. */
export function OfferBar({ conversation: { id, offeredToId } }: { conversation: Conversation }) {
  const { t } = useTranslation()
  const desk = useWorkstation()
  const wasSaved = useSubmitFeedback()
  const nameOf = useAgentName()
  const commandName = useCommandName()
  const mayWithdraw = offeredToId !== null && desk.agent.rights.includes('conversation.direct' satisfies Right)
  const withdraw = async () => {
    if (wasSaved(await withdrawOffer(desk, id))) announce(t('handOver.withdrawn'))
  }
  useCommand('conversation.withdraw-offer', mayWithdraw ? { run: withdraw } : undefined)
  if (offeredToId === null || offeredToId === desk.agent.id) return null
  return (
    <Banner
      tone="info"
      icon={<BellRing size={16} strokeWidth={1.75} aria-hidden="true" />}
      title={t('handOver.isOffered', { name: nameOf(offeredToId) })}
      actions={
        mayWithdraw ? (
          <Button size="small" onPress={inBackground(withdraw)}>
            {commandName('conversation.withdraw-offer')}
          </Button>
        ) : undefined
      }
    />
  )
}
