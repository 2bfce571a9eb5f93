import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { WaitingCommand } from '#shared/rpc/queries-contract.ts'
import { useLive } from '../../connection/use-live.ts'
import { useWorkstation } from '../../connection/workstation-context.ts'
import { useCustomerName } from '../../parts/customer-name.ts'
import { openConversation } from '../../state/navigation.ts'
import styles from './waiting-commands.module.css'

/** What waits for the server, by conversation, in its own words: also where the conversation itself is not here. */
export function WaitingCommands({ count, onLeave }: { count: number; onLeave: () => void }) {
  const { t } = useTranslation()
  const { queries } = useWorkstation()
  const waiting = useLive(
    useCallback((options: { signal: AbortSignal }) => queries.waiting.watch(undefined, options), [queries]),
    'waiting',
  )
  if (!waiting || waiting.length === 0) return <p className={styles.none}>{t('sync.waitingElsewhere')}</p>
  const more = count - waiting.length
  return (
    <div className={styles.groups}>
      {[...byConversation(waiting)].map(([conversationId, commands]) => (
        <section key={conversationId ?? ''} className={styles.group}>
          <Heading command={commands[0]} onLeave={onLeave} />
          <ol className={styles.list}>
            {commands.map((command) => (
              <Item key={command.commandId} command={command} />
            ))}
          </ol>
        </section>
      ))}
      {more > 0 ? <p className={styles.none}>{t('sync.waitingHere.more', { count: more })}</p> : null}
    </div>
  )
}

function byConversation(waiting: readonly WaitingCommand[]): ReadonlyMap<string | null, WaitingCommand[]> {
  const groups = new Map<string | null, WaitingCommand[]>()
  for (const command of waiting)
    groups.set(command.conversationId, [...(groups.get(command.conversationId) ?? []), command])
  return groups
}

function Heading({ command, onLeave }: { command: WaitingCommand | undefined; onLeave: () => void }) {
  const { t } = useTranslation()
  const nameOf = useCustomerName()
  const row = command?.row
  if (!row) return <p className={styles.none}>{t('sync.waitingHere.elsewhere')}</p>
  return (
    <button
      type="button"
      className={styles.conversation}
      onClick={() => {
        openConversation(row.conversation.id)
        onLeave()
      }}
    >
      <bdi className={styles.name}>{nameOf(row.customerName)}</bdi>
      <span className={styles.subject} dir="auto">
        {row.conversation.subject}
      </span>
    </button>
  )
}

function Item({ command: { type, text, state } }: { command: WaitingCommand }) {
  const { t, i18n } = useTranslation()
  const key = `sync.waitingHere.what.${type.replace('.', '-')}`
  return (
    <li className={styles.item} data-waiting={state}>
      <span className={styles.what}>
        {i18n.exists(key) ? t(key as 'sync.waitingHere.what.other') : t('sync.waitingHere.what.other')}
      </span>
      <span className={styles.text} dir="auto">
        {text}
      </span>
      <span className={styles.state}>{t(`delivery.${state}`)}</span>
    </li>
  )
}
