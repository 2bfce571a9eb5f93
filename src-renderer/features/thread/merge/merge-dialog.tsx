import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '#shared/domain/conversation/conversation.ts'
import { mergesOf } from '#shared/domain/customer/shown-customer.ts'
import type { InboxRow } from '#shared/rpc/queries-contract.ts'
import { mergeConversations } from '../../../actions/conversation-actions.ts'
import { useCommand } from '../../../commands/use-command.ts'
import { useCommandName } from '../../../commands/use-command-name.ts'
import { useLive } from '../../../connection/use-live.ts'
import { useWorkstation } from '../../../connection/workstation-context.ts'
import { inBackground } from '../../../parts/in-background.ts'
import { useSubmitFeedback } from '../../../parts/use-submit-feedback.ts'
import { openConversation } from '../../../state/navigation.ts'
import { announce } from '../../../ui/announcer.ts'
import { Button } from '../../../ui/button.tsx'
import { focusOnEntry } from '../../../ui/focus-on-entry.ts'
import { ChooserPanel } from './chooser-panel.tsx'
import styles from './chooser.module.css'
import { ConversationChoice } from './conversation-choice.tsx'

/** One matter, two conversations: into which of the same customer's it goes on. */
export function MergeDialog({ row: { conversation } }: { row: InboxRow }) {
  const name = useCommandName()('conversation.merge')
  const [isOpen, setIsOpen] = useState(false)
  const isShut = conversation.status === 'spam' || conversation.status === 'merged'
  useCommand('conversation.merge', isShut ? undefined : { run: () => setIsOpen(true) })
  return (
    <ChooserPanel title={name} isOpen={isOpen} onClose={() => setIsOpen(false)}>
      <Targets conversation={conversation} onDone={() => setIsOpen(false)} />
    </ChooserPanel>
  )
}

function Targets({ conversation, onDone }: { conversation: Conversation; onDone: () => void }) {
  const { t } = useTranslation()
  const desk = useWorkstation()
  const wasSaved = useSubmitFeedback()
  const [target, setTarget] = useState<Conversation | null>(null)
  const { customerId, brandId, id } = conversation
  const { queries } = desk
  const known = useLive(
    useCallback(
      (options: { signal: AbortSignal }) => queries.customer.watch({ customerId }, options),
      [queries, customerId],
    ),
    customerId,
  )
  if (!known) return null
  const targets = known.conversations.filter(
    (each) => each.id !== id && each.brandId === brandId && each.status !== 'spam' && each.status !== 'merged',
  )
  const merge = async (into: Conversation) => {
    onDone()
    const rowOf = new Map(known.merged.map((row): [string, typeof row] => [row.id, row]))
    const leading = (of: string) => mergesOf(of, (customer) => rowOf.get(customer))
    const ids = [...leading(customerId), ...leading(into.customerId)]
    if (!wasSaved(await mergeConversations(desk, { from: id, into: into.id }, ids))) return
    announce(t('merge.said.merged'))
    openConversation(into.id)
  }
  if (targets.length === 0) return <p className={styles.lesson}>{t('merge.none')}</p>
  return target ? (
    <>
      <ConversationChoice conversation={target} onChoose={() => setTarget(null)} />
      <p className={styles.lesson}>{t('merge.lesson')}</p>
      <div className={styles.buttons}>
        <Button look="primary" ref={focusOnEntry} onPress={inBackground(() => merge(target))}>
          {t('merge.submit')}
        </Button>
        <Button look="quiet" onPress={() => setTarget(null)}>
          {t('merge.back')}
        </Button>
      </div>
    </>
  ) : (
    <>
      <p className={styles.lesson}>{t('merge.choose')}</p>
      <ul className={styles.list} aria-label={t('merge.targets')}>
        {targets.map((each) => (
          <li key={each.id}>
            <ConversationChoice conversation={each} onChoose={() => setTarget(each)} />
          </li>
        ))}
      </ul>
    </>
  )
}
