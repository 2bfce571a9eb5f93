import { Ellipsis, ListFilter, Pencil, Plus, Trash2, UsersRound } from 'lucide-react'
import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DirectoryEntry } from '#shared/domain/directory/directory-entry.ts'
import type { Right } from '#shared/domain/directory/rights.ts'
import { removeView, saveView, type WrittenView } from '../../../actions/view-actions.ts'
import { useCommand } from '../../../commands/use-command.ts'
import { keysOf, useCommandName } from '../../../commands/use-command-name.ts'
import { useLive } from '../../../connection/use-live.ts'
import { useWorkstation } from '../../../connection/workstation-context.ts'
import { useFormats } from '../../../i18n/use-formats.ts'
import { inBackground } from '../../../parts/in-background.ts'
import { useSubmitFeedback } from '../../../parts/use-submit-feedback.ts'
import { goToSavedView, goToView } from '../../../state/navigation.ts'
import { useNow } from '../../../state/now.ts'
import { useSavedViews, useShownSavedView } from '../../../state/saved-views.ts'
import { announce } from '../../../ui/announcer.ts'
import { classNames } from '../../../ui/class-names.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Menu, MenuAction } from '../../../ui/menu.tsx'
import { VisuallyHidden } from '../../../ui/visually-hidden.tsx'
import { useKnownCount } from '../use-known-count.ts'
import items from '../views-pane.module.css'
import styles from './saved-views.module.css'
import { ViewDialog } from './view-dialog.tsx'

const minuteMs = 60_000

/** Looks at the conversations that this agent, or their team, keeps under a name; with how many there are. */
export function SavedViews({ onChosen }: { onChosen?: (() => void) | undefined }) {
  const { t } = useTranslation()
  const desk = useWorkstation()
  const wasSaved = useSubmitFeedback()
  const commandName = useCommandName()
  const views = useSavedViews()
  const shown = useShownSavedView()
  const counts = useCounts(views)
  const known = useKnownCount()
  const mayChange = ({ parentId, view }: DirectoryEntry) =>
    parentId === desk.agent.id ||
    (view?.teamId !== '' && desk.agent.rights.includes('conversation.direct' satisfies Right))
  /** The view that is being written: a new one, or one that is there. */
  const [written, setWritten] = useState<DirectoryEntry | 'new' | null>(null)
  const save = async (view: WrittenView) => {
    setWritten(null)
    if (!wasSaved(await saveView(desk, view))) return
    announce(t('savedView.said.saved'))
    goToSavedView(view.id)
  }
  const remove = async ({ id }: DirectoryEntry) => {
    if (!wasSaved(await removeView(desk, id))) return
    announce(t('savedView.said.removed'))
    if (shown?.id === id) goToView('open')
  }
  useCommand('view.new', { run: () => setWritten('new') })
  const changeable = shown && mayChange(shown) ? shown : undefined
  useCommand('view.edit', changeable ? { run: () => setWritten(changeable) } : undefined)
  useCommand('view.remove', changeable ? { run: () => remove(changeable) } : undefined)
  return (
    <section aria-label={t('savedView.title')}>
      <header className={styles.header}>
        <h3 className={styles.title}>{t('savedView.title')}</h3>
        <IconButton
          label={commandName('view.new')}
          keys={keysOf('view.new')}
          size="small"
          onPress={() => setWritten('new')}
        >
          <Plus size={14} strokeWidth={1.75} />
        </IconButton>
      </header>
      <ul className={items.list}>
        {views.map((view) => (
          <SavedView
            key={view.id}
            view={view}
            count={known(counts?.[view.id])}
            isCurrent={view.id === shown?.id}
            onChoose={() => {
              goToSavedView(view.id)
              onChosen?.()
            }}
            {...(mayChange(view) ? { onEdit: () => setWritten(view), onRemove: inBackground(() => remove(view)) } : {})}
          />
        ))}
      </ul>
      {written ? (
        <ViewDialog
          key={written === 'new' ? 'new' : written.id}
          entry={written === 'new' ? null : written}
          onClose={() => setWritten(null)}
          onSave={(view) => inBackground(() => save(view))()}
        />
      ) : null}
    </section>
  )
}

interface SavedViewProps {
  view: DirectoryEntry
  count: number | undefined
  isCurrent: boolean
  onChoose: () => void
  onEdit?: () => void
  onRemove?: () => void
}

function SavedView({ view, count, isCurrent, onChoose, onEdit, onRemove }: SavedViewProps) {
  const { t } = useTranslation()
  const { names } = useFormats()
  const isShared = view.view?.teamId !== ''
  const Icon = isShared ? UsersRound : ListFilter
  return (
    <li className={styles.line}>
      <button
        type="button"
        className={classNames(items.item, isCurrent && items.current)}
        aria-current={isCurrent ? 'true' : undefined}
        {...(isCurrent ? { 'data-pane-entry': '' } : {})}
        onClick={onChoose}
      >
        <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
        <span className={items.name} dir="auto">
          {view.name}
        </span>
        {isShared ? <VisuallyHidden>{t('savedView.shared')}</VisuallyHidden> : null}
        {count === undefined ? null : <span className={items.count}>{names.number(count)}</span>}
      </button>
      {onEdit && onRemove ? (
        <Menu
          label={t('savedView.more', { name: view.name })}
          placement="bottom start"
          trigger={
            <IconButton label={t('savedView.more', { name: view.name })} size="small">
              <Ellipsis size={14} />
            </IconButton>
          }
        >
          <MenuAction
            id="edit"
            icon={<Pencil size={14} aria-hidden="true" />}
            name={t('savedView.edit')}
            onAction={onEdit}
          />
          <MenuAction
            id="remove"
            icon={<Trash2 size={14} aria-hidden="true" />}
            name={t('savedView.remove')}
            onAction={onRemove}
          />
        </Menu>
      ) : null}
    </li>
  )
}

function useCounts(views: readonly DirectoryEntry[]) {
  const { queries } = useWorkstation()
  const filters = views.flatMap(({ id, view }) => (view ? [{ id, filter: view.filter }] : []))
  // What is asked is the same as long as it says the same.
  const asked = JSON.stringify(filters)
  const isTimely = filters.some(({ filter }) => filter.waitsLongerMs !== null)
  const now = useNow((at) => (isTimely ? Math.floor(at / minuteMs) * minuteMs : 0))
  const question = useMemo(() => ({ filters: JSON.parse(asked) as typeof filters, now }), [asked, now])
  return useLive(
    useCallback(
      (options: { signal: AbortSignal }) => queries.inbox.filterCounts(question, options),
      [queries, question],
    ),
    'filter counts',
  )
}
