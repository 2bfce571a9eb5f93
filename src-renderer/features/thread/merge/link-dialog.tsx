import { type FormEvent, useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '#shared/domain/conversation/conversation.ts'
import { matches } from '#shared/kit/matches.ts'
import type { InboxRow, InboxView } from '#shared/rpc/queries-contract.ts'
import { linkConversations } from '../../../actions/conversation-actions.ts'
import { useCommand } from '../../../commands/use-command.ts'
import { useCommandName } from '../../../commands/use-command-name.ts'
import { useLive } from '../../../connection/use-live.ts'
import { useWorkstation } from '../../../connection/workstation-context.ts'
import { useCustomerName } from '../../../parts/customer-name.ts'
import { inBackground } from '../../../parts/in-background.ts'
import { useSubmitFeedback } from '../../../parts/use-submit-feedback.ts'
import { announce } from '../../../ui/announcer.ts'
import { focusOnEntry } from '../../../ui/focus-on-entry.ts'
import { TextInput } from '../../../ui/text-input.tsx'
import { ChooserPanel } from './chooser-panel.tsx'
import styles from './chooser.module.css'
import { ConversationChoice } from './conversation-choice.tsx'

const most = 10

/** What another conversation has to do with this one. */
export function LinkDialog({ row: { conversation } }: { row: InboxRow }) {
  const { t } = useTranslation()
  const desk = useWorkstation()
  const wasSaved = useSubmitFeedback()
  const name = useCommandName()('conversation.link')
  const [isOpen, setIsOpen] = useState(false)
  useCommand('conversation.link', { run: () => setIsOpen(true) })
  const link = async (otherId: Conversation['id']) => {
    setIsOpen(false)
    if (wasSaved(await linkConversations(desk, conversation.id, otherId))) announce(t('links.said.linked'))
  }
  return (
    <ChooserPanel title={name} isOpen={isOpen} onClose={() => setIsOpen(false)}>
      <Others conversation={conversation} onChoose={(id) => inBackground(() => link(id))()} />
    </ChooserPanel>
  )
}

interface OthersProps {
  conversation: Conversation
  onChoose: (id: Conversation['id']) => void
}

function Others({ conversation, onChoose }: OthersProps) {
  const { t } = useTranslation()
  const nameOf = useCustomerName()
  const [words, setWords] = useState('')
  const { id, customerId, brandId, linkedIds } = conversation
  const known = [...useNewest('open'), ...useNewest('resolved'), ...useNewest('snoozed')]
    .filter((row) => row.conversation.brandId === brandId && row.conversation.id !== id)
    .filter((row) => !linkedIds.includes(row.conversation.id))
  const found =
    words.trim() === ''
      ? known.filter((row) => row.conversation.customerId === customerId)
      : known.filter(({ conversation: { subject, snippet }, customerName }) =>
          matches(words, `${customerName} ${subject} ${snippet}`),
        )
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    const [first] = found
    if (words.trim() !== '' && first) onChoose(first.conversation.id)
  }
  return (
    <form className={styles.list} onSubmit={onSubmit}>
      <TextInput
        label={t('links.find')}
        autoComplete="off"
        dir="auto"
        // It was called up to be typed into.
        ref={focusOnEntry}
        value={words}
        onChange={({ target: { value } }) => setWords(value)}
      />
      {found.length === 0 ? <p className={styles.lesson}>{t('links.nothing')}</p> : null}
      <ul className={styles.list} aria-label={t('links.found')}>
        {found.slice(0, most).map((row) => (
          <li key={row.conversation.id}>
            <ConversationChoice
              conversation={row.conversation}
              name={nameOf(row.customerName)}
              onChoose={() => onChoose(row.conversation.id)}
            />
          </li>
        ))}
      </ul>
    </form>
  )
}

function useNewest(view: InboxView): readonly InboxRow[] {
  const { queries } = useWorkstation()
  const list = useLive(
    useCallback(
      (options: { signal: AbortSignal }) => queries.inbox.watch({ view, order: 'recent', limit: 500 }, options),
      [queries, view],
    ),
    view,
  )
  return list?.rows ?? []
}
