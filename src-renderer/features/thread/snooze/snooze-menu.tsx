import { AlarmClock } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '#shared/domain/conversation/conversation.ts'
import type { Instant } from '#shared/kit/clock.ts'
import { snoozeConversation } from '../../../actions/conversation-actions.ts'
import { useCommand } from '../../../commands/use-command.ts'
import { keysOf, useCommandName } from '../../../commands/use-command-name.ts'
import { useWorkstation } from '../../../connection/workstation-context.ts'
import { useFormats } from '../../../i18n/use-formats.ts'
import { inBackground } from '../../../parts/in-background.ts'
import { usePuttingAway } from '../../../parts/use-putting-away.ts'
import { useNow } from '../../../state/now.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { MenuAction, MenuList } from '../../../ui/menu.tsx'
import { Popover } from '../../../ui/popover.tsx'
import { OtherTime } from './other-time.tsx'
import { snoozeChoices } from '../../../parts/snooze-choices.ts'

/** Puts a conversation aside and goes on with the next. It comes back by the server's clock, whatever becomes of this desk. */
export function SnoozeMenu({ conversation: { id } }: { conversation: Conversation }) {
  const { t } = useTranslation()
  const { time } = useFormats()
  const desk = useWorkstation()
  const putAway = usePuttingAway()
  const name = useCommandName()('conversation.snooze')
  const now = useNow()
  const [isOpen, setIsOpen] = useState(false)
  useCommand('conversation.snooze', { run: () => setIsOpen(true) })

  const snooze = async (untilAt: Instant) => {
    setIsOpen(false)
    await putAway(
      id,
      () => snoozeConversation(desk, id, untilAt),
      t('snooze.until', { time: time.until(untilAt, now) }),
    )
  }
  return (
    <Popover
      label={name}
      size="small"
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      trigger={
        <IconButton label={name} keys={keysOf('conversation.snooze')}>
          <AlarmClock size={16} strokeWidth={1.75} />
        </IconButton>
      }
    >
      {() => (
        <>
          <MenuList label={t('snooze.choices')}>
            {snoozeChoices(now).map((choice) => (
              <MenuAction
                key={choice.id}
                id={choice.id}
                name={t(`snooze.${choice.id}`)}
                detail={time.until(choice.untilAt, now)}
                onAction={inBackground(() => snooze(choice.untilAt))}
              />
            ))}
          </MenuList>
          <OtherTime now={now} onChoose={(untilAt) => inBackground(() => snooze(untilAt))()} />
        </>
      )}
    </Popover>
  )
}
