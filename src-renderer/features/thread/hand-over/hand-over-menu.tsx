import { ArrowRightLeft } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '#shared/domain/conversation/conversation.ts'
import type { Right } from '#shared/domain/directory/rights.ts'
import { offerConversation, transferConversation } from '../../../actions/conversation-actions.ts'
import { useCommand } from '../../../commands/use-command.ts'
import { keysOf, useCommandName } from '../../../commands/use-command-name.ts'
import { useWorkstation } from '../../../connection/workstation-context.ts'
import { inBackground } from '../../../parts/in-background.ts'
import { usePuttingAway } from '../../../parts/use-putting-away.ts'
import { useSubmitFeedback } from '../../../parts/use-submit-feedback.ts'
import { announce } from '../../../ui/announcer.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Popover } from '../../../ui/popover.tsx'
import { HandOverForm } from './hand-over-form.tsx'
import type { HandOverTarget } from './hand-over-targets.ts'

/** Long enough to end a sentence elsewhere; then it is back in its queue. */
const offerForMs = 5 * 60_000

/** Gives a conversation to a queue or a colleague, with a word about it, and goes on with the next. */
export function HandOverMenu({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation()
  const desk = useWorkstation()
  const putAway = usePuttingAway()
  const wasSaved = useSubmitFeedback()
  const name = useCommandName()('conversation.hand-over')
  const [isOpen, setIsOpen] = useState(false)
  useCommand('conversation.hand-over', { run: () => setIsOpen(true) })

  const handOver = async ({ name: to, ...target }: HandOverTarget, note: string) => {
    setIsOpen(false)
    await putAway(
      conversation.id,
      () => transferConversation(desk, conversation, target.to, note),
      t('handOver.done', { name: to }),
    )
  }
  const mayOffer =
    desk.agent.rights.includes('conversation.direct' satisfies Right) &&
    conversation.status === 'open' &&
    conversation.assigneeId === null &&
    conversation.offeredToId === null
  useCommand('conversation.offer', mayOffer ? { run: () => setIsOpen(true) } : undefined)
  const offer = async ({ id, name: to }: HandOverTarget) => {
    setIsOpen(false)
    const submitted = await offerConversation(desk, conversation.id, id, offerForMs)
    if (wasSaved(submitted)) announce(t('handOver.offered', { name: to }))
  }
  return (
    <Popover
      label={name}
      size="small"
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      trigger={
        <IconButton label={name} keys={keysOf('conversation.hand-over')}>
          <ArrowRightLeft size={16} strokeWidth={1.75} />
        </IconButton>
      }
    >
      {() => (
        <HandOverForm
          conversation={conversation}
          onHandOver={(target, note) => inBackground(() => handOver(target, note))()}
          onOffer={mayOffer ? (target) => inBackground(() => offer(target))() : undefined}
        />
      )}
    </Popover>
  )
}
