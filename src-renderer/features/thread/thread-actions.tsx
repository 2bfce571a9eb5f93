import {
  AlarmClockOff,
  BellOff,
  Check,
  Ellipsis,
  ExternalLink,
  FileDown,
  Link,
  Merge,
  Printer,
  RotateCcw,
  ShieldCheck,
  ShieldX,
  UserRoundCheck,
  UserRoundPlus,
  UserRoundX,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { priorities } from '#shared/domain/conversation/priorities.ts'
import type { InboxRow } from '#shared/rpc/queries-contract.ts'
import type { CommandId } from '../../commands/catalogue.ts'
import { runCommand } from '../../commands/registry.ts'
import { keysOf, useCommandName } from '../../commands/use-command-name.ts'
import { useWorkstation } from '../../connection/workstation-context.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu, MenuAction, MenuChoice } from '../../ui/menu.tsx'
import { HandOverMenu } from './hand-over/hand-over-menu.tsx'
import { SnoozeMenu } from './snooze/snooze-menu.tsx'
import styles from './thread-header.module.css'

/** What is done most with a conversation as it stands, and the rest behind one more press. */
export function ThreadActions({ row: { conversation } }: { row: InboxRow }) {
  const { agent } = useWorkstation()
  const isMine = conversation.assigneeId === agent.id
  const isShut = conversation.status === 'spam' || conversation.status === 'merged'
  const isResolved = conversation.status === 'resolved'
  return (
    <>
      {isMine || isResolved || isShut ? null : (
        <CommandButton
          id="conversation.assign-to-me"
          icon={<UserRoundPlus size={14} aria-hidden="true" />}
          isCollapsing
        />
      )}
      {conversation.offeredToId === agent.id ? (
        <CommandButton id="conversation.decline-offer" icon={<BellOff size={14} aria-hidden="true" />} isCollapsing />
      ) : null}
      {conversation.status === 'snoozed' ? (
        <CommandButton id="conversation.unsnooze" icon={<AlarmClockOff size={14} aria-hidden="true" />} isCollapsing />
      ) : null}
      {conversation.status === 'spam' ? (
        <CommandButton id="conversation.not-spam" icon={<ShieldCheck size={14} aria-hidden="true" />} />
      ) : null}
      {isShut ? null : isResolved ? (
        <CommandButton id="conversation.reopen" icon={<RotateCcw size={14} aria-hidden="true" />} />
      ) : (
        <CommandButton id="conversation.resolve" icon={<Check size={14} aria-hidden="true" />} />
      )}
      {isResolved || isShut ? null : <SnoozeMenu key={conversation.id} conversation={conversation} />}
      {isShut ? null : <HandOverMenu key={`hand over ${conversation.id}`} conversation={conversation} />}
      <MoreMenu conversation={conversation} isMine={isMine} isShut={isShut} />
    </>
  )
}

interface CommandButtonProps {
  id: CommandId
  icon: ReactNode
  /** Its words go first where there is little room. */
  isCollapsing?: boolean
}

function CommandButton({ id, icon, isCollapsing = false }: CommandButtonProps) {
  const nameOf = useCommandName()
  return (
    <Button
      size="small"
      {...(isCollapsing ? { className: styles.collapsing } : {})}
      icon={icon}
      onPress={() => runCommand(id)}
    >
      {nameOf(id)}
    </Button>
  )
}

interface MoreMenuProps {
  conversation: InboxRow['conversation']
  isMine: boolean
  isShut: boolean
}

function MoreMenu({ conversation, isMine, isShut }: MoreMenuProps) {
  const { t } = useTranslation()
  const nameOf = useCommandName()
  const action = (id: CommandId, icon: ReactNode) => (
    <MenuAction id={id} icon={icon} name={nameOf(id)} detail={keysOf(id)} onAction={() => runCommand(id)} />
  )
  return (
    <Menu
      label={t('thread.more')}
      trigger={
        <IconButton label={t('thread.more')}>
          <Ellipsis size={16} />
        </IconButton>
      }
    >
      {isShut
        ? null
        : isMine
          ? action('conversation.unassign', <UserRoundX size={14} aria-hidden="true" />)
          : action('conversation.assign-to-me', <UserRoundCheck size={14} aria-hidden="true" />)}
      {isShut ? null : action('conversation.mark-spam', <ShieldX size={14} aria-hidden="true" />)}
      {isShut ? null : action('conversation.merge', <Merge size={14} aria-hidden="true" />)}
      {action('conversation.link', <Link size={14} aria-hidden="true" />)}
      {action('conversation.open-in-window', <ExternalLink size={14} aria-hidden="true" />)}
      {action('conversation.save-pdf', <FileDown size={14} aria-hidden="true" />)}
      {action('conversation.print', <Printer size={14} aria-hidden="true" />)}
      {isShut ? null : (
        <MenuChoice
          name="priority"
          title={t('thread.priority')}
          choices={priorities.map((id) => ({ id, name: t(`priority.${id}`) }))}
          chosen={conversation.priority}
          onChoose={(priority) => runCommand(`conversation.priority-${priority}`)}
        />
      )}
    </Menu>
  )
}
