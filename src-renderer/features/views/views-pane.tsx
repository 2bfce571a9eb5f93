import {
  AlarmClock,
  AtSign,
  BellRing,
  CircleCheck,
  Inbox,
  PanelLeftClose,
  ShieldX,
  UserRound,
  UserRoundX,
} from 'lucide-react'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../commands/use-command.ts'
import { keysOf } from '../../commands/use-command-name.ts'
import { useLive } from '../../connection/use-live.ts'
import { useWorkstation } from '../../connection/workstation-context.ts'
import { useFormats } from '../../i18n/use-formats.ts'
import { type ShownView, shownViews } from '../../state/inbox-views.ts'
import { goToView, useNavigation } from '../../state/navigation.ts'
import { classNames } from '../../ui/class-names.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { SavedViews } from './saved/saved-views.tsx'
import { useKnownCount } from './use-known-count.ts'
import styles from './views-pane.module.css'

const icons = {
  mine: UserRound,
  offered: BellRing,
  mentions: AtSign,
  unassigned: UserRoundX,
  open: Inbox,
  snoozed: AlarmClock,
  resolved: CircleCheck,
  spam: ShieldX,
} as const

/** Which conversations the list shows, with how many there are. */
export function ViewsPane({ onChosen, onCollapse }: { onChosen?: () => void; onCollapse?: () => void }) {
  const { t } = useTranslation()
  const { queries } = useWorkstation()
  const counts = useLive(
    useCallback((options: { signal: AbortSignal }) => queries.inbox.counts(undefined, options), [queries]),
    'counts',
  )
  const known = useKnownCount()
  return (
    <nav className={styles.pane} data-pane="views" aria-label={t('views.label')}>
      <header className={styles.header}>
        <h2 className={styles.title}>{t('views.title')}</h2>
        {onCollapse ? (
          <IconButton label={t('command.pane.views')} keys={keysOf('pane.views')} size="small" onPress={onCollapse}>
            <PanelLeftClose size={16} strokeWidth={1.75} className={styles.mirrored} />
          </IconButton>
        ) : null}
      </header>
      <ul className={styles.list}>
        {shownViews.map((view) => (
          <ViewItem key={view} view={view} count={known(counts?.[view])} onChosen={onChosen} />
        ))}
      </ul>
      <SavedViews onChosen={onChosen} />
    </nav>
  )
}

function ViewItem({
  view,
  count,
  onChosen,
}: {
  view: ShownView
  count: number | undefined
  onChosen?: (() => void) | undefined
}) {
  const { t } = useTranslation()
  const { names } = useFormats()
  const isCurrent = useNavigation((state) => state.savedViewId === null && state.view === view)
  const Icon = icons[view]
  const choose = () => {
    goToView(view)
    onChosen?.()
  }
  useCommand(`view.${view}`, { run: choose })
  return (
    <li>
      <button
        type="button"
        className={classNames(styles.item, isCurrent && styles.current)}
        aria-current={isCurrent ? 'true' : undefined}
        {...(isCurrent ? { 'data-pane-entry': '' } : {})}
        onClick={choose}
      >
        <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
        <span className={styles.name}>{t(`views.${view}`)}</span>
        {count === undefined ? null : <span className={styles.count}>{names.number(count)}</span>}
      </button>
    </li>
  )
}
