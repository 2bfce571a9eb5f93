import { ArrowRightLeft } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '#shared/domain/conversation/conversation.ts'
import { transferConversation } from '../../../actions/conversation-actions.ts'
import { useCommand } from '../../../commands/use-command.ts'
import { keysOf, useCommandName } from '../../../commands/use-command-name.ts'
import { useWorkstation } from '../../../connection/workstation-context.ts'
import { inBackground } from '../../../parts/in-background.ts'
import { usePuttingAway } from '../../../parts/use-putting-away.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Popover } from '../../../ui/popover.tsx'
import { HandOverForm } from './hand-over-form.tsx'
import type { HandOverTarget } from './hand-over-targets.ts'

/** Gives a conversation to a queue or a colleague, with a word about it, and goes on with the next. */
export function HandOverMenu({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation()
  const desk = useWorkstation()
  const putAway = usePuttingAway()
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
        />
      )}
    </Popover>
  )
}
