import { AlarmClock, Check, Flag, ShieldX, Tag, UserRoundPlus, X } from 'lucide-react'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { priorities } from '#shared/domain/conversation/priorities.ts'
import { tagMaxLength } from '#shared/domain/conversation/tag-limits.ts'
import type { InboxRow } from '#shared/rpc/queries-contract.ts'
import { keysOf, useCommandName } from '../../../commands/use-command-name.ts'
import { useWorkstation } from '../../../connection/workstation-context.ts'
import { useFormats } from '../../../i18n/use-formats.ts'
import { snoozeChoices } from '../../../parts/snooze-choices.ts'
import { useNow } from '../../../state/now.ts'
import { clearSelection } from '../../../state/selection.ts'
import { Button } from '../../../ui/button.tsx'
import { focusOnEntry } from '../../../ui/focus-on-entry.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Menu, MenuAction } from '../../../ui/menu.tsx'
import { Popover } from '../../../ui/popover.tsx'
import { TextInput } from '../../../ui/text-input.tsx'
import styles from './bulk-bar.module.css'
import { useBulk } from './use-bulk.ts'

/** What can be done with all that is selected, with the same keys as with one. */
export function BulkBar({ rows }: { rows: readonly InboxRow[] }) {
  const bulk = useBulk(rows)
  return bulk.count === 0 ? null : <Bar bulk={bulk} />
}

function Bar({ bulk }: { bulk: ReturnType<typeof useBulk> }) {
  const { t } = useTranslation()
  const nameOf = useCommandName()
  const { time } = useFormats()
  const { agent } = useWorkstation()
  const now = useNow()
  const { count, progress, colleagues, open, setOpen } = bulk
  const opened = (name: NonNullable<typeof open>) => ({
    isOpen: open === name,
    onOpenChange: (isOpen: boolean) => setOpen(isOpen ? name : null),
  })
  return (
    <section className={styles.bar} aria-label={t('bulk.label')}>
      <p className={styles.count}>{progress ? t('bulk.progress', progress) : t('bulk.count', { count })}</p>
      <Popover
        label={t('bulk.assign')}
        size="small"
        {...opened('assign')}
        trigger={
          <Act name={t('bulk.assign')} keys="A">
            <UserRoundPlus size={16} strokeWidth={1.75} />
          </Act>
        }
      >
        {() => (
          <ul className={styles.choices}>
            {[{ id: agent.id, name: t('savedView.me') }, { id: null, name: t('savedView.nobody') }, ...colleagues].map(
              ({ id, name }) => (
                <li key={id ?? 'nobody'}>
                  <Button look="quiet" size="small" onPress={() => bulk.assign(id)}>
                    {name}
                  </Button>
                </li>
              ),
            )}
          </ul>
        )}
      </Popover>
      <Popover
        label={nameOf('conversation.tag')}
        size="small"
        {...opened('tag')}
        trigger={
          <Act name={nameOf('conversation.tag')} keys={keysOf('conversation.tag')}>
            <Tag size={16} strokeWidth={1.75} />
          </Act>
        }
      >
        {() => <TagForm onTag={bulk.tag} />}
      </Popover>
      <Menu
        label={t('thread.priority')}
        trigger={
          <Act name={t('thread.priority')}>
            <Flag size={16} strokeWidth={1.75} />
          </Act>
        }
      >
        {priorities.map((priority) => (
          <MenuAction
            key={priority}
            id={priority}
            name={t(`priority.${priority}`)}
            onAction={() => bulk.prioritise(priority)}
          />
        ))}
      </Menu>
      <Popover
        label={nameOf('conversation.snooze')}
        size="small"
        {...opened('snooze')}
        trigger={
          <Act name={nameOf('conversation.snooze')} keys={keysOf('conversation.snooze')}>
            <AlarmClock size={16} strokeWidth={1.75} />
          </Act>
        }
      >
        {() => (
          <ul className={styles.choices}>
            {snoozeChoices(now).map(({ id, untilAt }) => (
              <li key={id}>
                <Button look="quiet" size="small" onPress={() => bulk.snooze(untilAt)}>
                  {t(`snooze.${id}`)} · {time.full(untilAt)}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </Popover>
      <Act name={nameOf('conversation.resolve')} keys={keysOf('conversation.resolve')} onPress={bulk.resolve}>
        <Check size={16} strokeWidth={1.75} />
      </Act>
      <Act name={nameOf('conversation.mark-spam')} keys={keysOf('conversation.mark-spam')} onPress={bulk.markSpam}>
        <ShieldX size={16} strokeWidth={1.75} />
      </Act>
      <Act name={nameOf('list.select-none')} keys={keysOf('list.select-none')} onPress={clearSelection}>
        <X size={16} strokeWidth={1.75} />
      </Act>
    </section>
  )
}

interface ActProps {
  name: string
  keys?: string | undefined
  onPress?: () => void
  children: ReactNode
}

/** React Aria hands a trigger its own press through the props of the button. */
function Act({ name, keys, children, ...rest }: ActProps) {
  return (
    <IconButton label={name} keys={keys} size="small" {...rest}>
      {children}
    </IconButton>
  )
}

function TagForm({ onTag }: { onTag: (tag: string) => void }) {
  const { t } = useTranslation()
  const [words, setWords] = useState('')
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    const tag = words.trim()
    if (tag !== '') onTag(tag)
  }
  return (
    <form className={styles.tag} onSubmit={onSubmit}>
      <TextInput
        label={t('tags.field')}
        dir="auto"
        autoComplete="off"
        maxLength={tagMaxLength}
        // It was called up to be typed into.
        ref={focusOnEntry}
        value={words}
        onChange={({ target: { value } }) => setWords(value)}
      />
      <Button type="submit" look="primary" isDisabled={words.trim() === ''}>
        {t('tags.add')}
      </Button>
    </form>
  )
}
