import {
  AlarmClockOff,
  Check,
  CloudUpload,
  Ellipsis,
  ExternalLink,
  FileDown,
  Printer,
  RotateCcw,
  UserRoundCheck,
  UserRoundPlus,
  UserRoundX,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { InboxRow } from '#shared/rpc/queries-contract.ts'
import { runCommand } from '../../commands/registry.ts'
import { useCommandName } from '../../commands/use-command-name.ts'
import { useWorkstation } from '../../connection/workstation-context.ts'
import { useFormats } from '../../i18n/use-formats.ts'
import { ChannelIcon } from '../../parts/channel-icon.tsx'
import { useCustomerName } from '../../parts/customer-name.ts'
import { useAgentName } from '../../parts/use-agent-name.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu, MenuAction } from '../../ui/menu.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { SnoozeMark } from './snooze/snooze-mark.tsx'
import { SnoozeMenu } from './snooze/snooze-menu.tsx'
import { TagList } from './tags/tag-list.tsx'
import styles from './thread-header.module.css'

export function ThreadHeader({ row, start, end }: { row: InboxRow; start?: ReactNode; end?: ReactNode }) {
  const { conversation } = row
  const { t } = useTranslation()
  const { names } = useFormats()
  const customerName = useCustomerName()(row.customerName)
  return (
    <header className={styles.header}>
      {start}
      <div className={styles.words}>
        <h2 className={styles.subject} dir="auto" lang={conversation.language || undefined}>
          {conversation.subject}
        </h2>
        <div className={styles.facts}>
          <bdi className={styles.customer}>{customerName}</bdi>
          <span className={styles.fact}>
            <ChannelIcon channel={conversation.channel} size={13} />
            {t(`channel.${conversation.channel}`)}
          </span>
          {conversation.language === '' ? null : (
            <span className={styles.fact}>{names.language(conversation.language)}</span>
          )}
          <Owner assigneeId={conversation.assigneeId} />
          {row.isPending ? (
            <span className={styles.fact}>
              <CloudUpload size={13} strokeWidth={1.75} aria-hidden="true" />
              {t('inbox.pending')}
            </span>
          ) : null}
          {conversation.status === 'snoozed' ? <SnoozeMark untilAt={conversation.snoozedUntilAt} /> : null}
          <TagList conversation={conversation} />
        </div>
      </div>
      <div className={styles.actions}>
        <Actions row={row} />
        {end}
      </div>
    </header>
  )
}

function Owner({ assigneeId }: { assigneeId: string | null }) {
  const { t } = useTranslation()
  const nameOf = useAgentName()
  const Icon = assigneeId === null ? UserRoundX : UserRoundCheck
  return (
    <span className={styles.fact} title={assigneeId === null ? undefined : t('thread.assignedTo')}>
      <Icon size={13} strokeWidth={1.75} aria-hidden="true" />
      {assigneeId === null ? (
        t('thread.unassigned')
      ) : (
        <>
          <VisuallyHidden>{t('thread.assignedTo')}</VisuallyHidden>
          <bdi>{nameOf(assigneeId)}</bdi>
        </>
      )}
    </span>
  )
}

function Actions({ row: { conversation } }: { row: InboxRow }) {
  const { t } = useTranslation()
  const { agent } = useWorkstation()
  const nameOf = useCommandName()
  const isMine = conversation.assigneeId === agent.id
  const isResolved = conversation.status === 'resolved'
  return (
    <>
      {isMine || isResolved ? null : (
        <Button
          size="small"
          className={styles.collapsing}
          icon={<UserRoundPlus size={14} aria-hidden="true" />}
          onPress={() => runCommand('conversation.assign-to-me')}
        >
          {nameOf('conversation.assign-to-me')}
        </Button>
      )}
      {conversation.status === 'snoozed' ? (
        <Button
          size="small"
          className={styles.collapsing}
          icon={<AlarmClockOff size={14} aria-hidden="true" />}
          onPress={() => runCommand('conversation.unsnooze')}
        >
          {nameOf('conversation.unsnooze')}
        </Button>
      ) : null}
      {isResolved ? (
        <Button
          size="small"
          icon={<RotateCcw size={14} aria-hidden="true" />}
          onPress={() => runCommand('conversation.reopen')}
        >
          {nameOf('conversation.reopen')}
        </Button>
      ) : (
        <Button
          size="small"
          icon={<Check size={14} aria-hidden="true" />}
          onPress={() => runCommand('conversation.resolve')}
        >
          {nameOf('conversation.resolve')}
        </Button>
      )}
      {isResolved ? null : <SnoozeMenu key={conversation.id} conversation={conversation} />}
      <Menu
        label={t('thread.more')}
        trigger={
          <IconButton label={t('thread.more')}>
            <Ellipsis size={16} />
          </IconButton>
        }
      >
        {isMine ? (
          <MenuAction
            id="unassign"
            icon={<UserRoundX size={14} aria-hidden="true" />}
            name={nameOf('conversation.unassign')}
            onAction={() => runCommand('conversation.unassign')}
          />
        ) : (
          <MenuAction
            id="assign"
            icon={<UserRoundCheck size={14} aria-hidden="true" />}
            name={nameOf('conversation.assign-to-me')}
            onAction={() => runCommand('conversation.assign-to-me')}
          />
        )}
        <MenuAction
          id="window"
          icon={<ExternalLink size={14} aria-hidden="true" />}
          name={nameOf('conversation.open-in-window')}
          onAction={() => runCommand('conversation.open-in-window')}
        />
        <MenuAction
          id="pdf"
          icon={<FileDown size={14} aria-hidden="true" />}
          name={nameOf('conversation.save-pdf')}
          onAction={() => runCommand('conversation.save-pdf')}
        />
        <MenuAction
          id="print"
          icon={<Printer size={14} aria-hidden="true" />}
          name={nameOf('conversation.print')}
          onAction={() => runCommand('conversation.print')}
        />
      </Menu>
    </>
  )
}
