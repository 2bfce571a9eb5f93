import {
  AlarmClock,
  AtSign,
  BellRing,
  CircleCheckBig,
  Coffee,
  Inbox,
  ListFilter,
  PanelLeftOpen,
  ShieldX,
  UserRoundX,
} from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../commands/use-command.ts'
import { keysOf } from '../../commands/use-command-name.ts'
import { useLive } from '../../connection/use-live.ts'
import { useWorkstation } from '../../connection/workstation-context.ts'
import header from '../../parts/pane-header.module.css'
import { type InboxOrder, useNavigation } from '../../state/navigation.ts'
import { useNow } from '../../state/now.ts'
import { useShownSavedView } from '../../state/saved-views.ts'
import { useIsFilling, useIsServerHere, useWorkstationState } from '../../state/workstation-state.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { BulkBar } from './bulk/bulk-bar.tsx'
import { InboxList } from './inbox-list.tsx'
import styles from './inbox-pane.module.css'
import { OrderMenu } from './order-menu.tsx'

const pageSize = 100
const most = 500
const minuteMs = 60_000

const emptyIcons = {
  mine: Coffee,
  offered: BellRing,
  mentions: AtSign,
  unassigned: UserRoundX,
  open: Inbox,
  snoozed: AlarmClock,
  resolved: CircleCheckBig,
  spam: ShieldX,
} as const

/** The conversations of the chosen view. `onShowViews`: where the views have no room of their own. */
export function InboxPane({ onShowViews }: { onShowViews?: (() => void) | undefined }) {
  const { t } = useTranslation()
  const { queries } = useWorkstation()
  const view = useNavigation((state) => state.view)
  const order = useNavigation((state) => state.order)
  const replica = useWorkstationState((state) => state.replica)
  const isReachable = useIsServerHere()
  const saved = useShownSavedView()
  const filter = saved?.view?.filter
  // Only how long somebody waits changes by itself.
  const now = useNow((at) => (filter?.waitsLongerMs == null ? 0 : Math.floor(at / minuteMs) * minuteMs))
  const subject = `${saved?.id ?? view} ${JSON.stringify(filter ?? null)} ${order}`
  const [wanted, setWanted] = useState({ subject, limit: pageSize })
  const limit = wanted.subject === subject ? wanted.limit : pageSize
  const list = useLive(
    useCallback(
      (options: { signal: AbortSignal }) =>
        queries.inbox.watch({ view, order, limit, ...(filter && { filter, now }) }, options),
      [queries, view, order, limit, filter, now],
    ),
    subject,
  )
  useEffect(() => {
    useNavigation.setState({ listed: list?.rows ?? [] })
  }, [list])
  const setOrder = (next: InboxOrder) => useNavigation.setState({ order: next })
  useCommand('list.oldest-waiting', { run: () => setOrder('waiting') })
  useCommand('list.most-recent', { run: () => setOrder('recent') })
  const isFilling = useIsFilling()
  const filling = replica?.state !== 'loading' ? 'preparing' : isReachable ? 'loading' : 'unreachable'
  const EmptyIcon = saved ? ListFilter : emptyIcons[view]

  return (
    <section className={styles.pane} data-pane="list" aria-label={t('inbox.label')}>
      <header className={header.header}>
        {onShowViews ? (
          <IconButton label={t('views.show')} keys={keysOf('pane.views')} size="small" onPress={onShowViews}>
            <PanelLeftOpen size={16} strokeWidth={1.75} className={styles.mirrored} />
          </IconButton>
        ) : null}
        <h1 className={header.title} dir={saved ? 'auto' : undefined}>
          {saved?.name ?? t(`views.${view}`)}
        </h1>
        <OrderMenu order={order} onOrder={setOrder} />
      </header>
      <BulkBar rows={list?.rows ?? []} />
      {list && list.rows.length > 0 ? (
        <InboxList
          rows={list.rows}
          hasMore={list.hasMore}
          onWantMore={() => setWanted({ subject, limit: Math.min(limit + pageSize, most) })}
        />
      ) : isFilling || !list ? (
        <div className={styles.filling}>
          <p className={styles.fillingWords}>{t(`inbox.${filling}`)}</p>
          <Skeleton rows={6} height="row" />
        </div>
      ) : (
        <EmptyState
          icon={<EmptyIcon size={32} strokeWidth={1.25} />}
          title={t(saved ? 'inbox.empty.saved.title' : `inbox.empty.${view}.title`)}
        >
          {t(saved ? 'inbox.empty.saved.lesson' : `inbox.empty.${view}.lesson`)}
        </EmptyState>
      )}
    </section>
  )
}
