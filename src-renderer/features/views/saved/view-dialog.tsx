import { X } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DirectoryEntry } from '#shared/domain/directory/directory-entry.ts'
import { priorities } from '#shared/domain/conversation/priorities.ts'
import { emptyFilter } from '#shared/domain/view/empty-filter.ts'
import { filterableStatuses } from '#shared/domain/view/filterable-statuses.ts'
import type { ViewFilter } from '#shared/domain/view/view-filter.ts'
import type { WrittenView } from '../../../actions/view-actions.ts'
import { useWorkstation } from '../../../connection/workstation-context.ts'
import { useFormats } from '../../../i18n/use-formats.ts'
import { languageChoices } from '../../../i18n/world-lists.ts'
import header from '../../../parts/pane-header.module.css'
import { useDirectory } from '../../../state/directory.ts'
import { Button } from '../../../ui/button.tsx'
import { focusOnEntry } from '../../../ui/focus-on-entry.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { OverlayPanel } from '../../../ui/overlay-panel.tsx'
import { SelectInput } from '../../../ui/select-input.tsx'
import { SeveralOf } from '../../../ui/several-of.tsx'
import { TextInput } from '../../../ui/text-input.tsx'
import styles from './view-dialog.module.css'

interface ViewDialogProps {
  entry: DirectoryEntry | null
  onClose: () => void
  onSave: (view: WrittenView) => void
}

const minuteMs = 60_000
const waits = [15, 60, 240, 1_440] as const

/** What a view shows, and who sees it. Of what nothing is said, everything is shown. */
export function ViewDialog({ entry, onClose, onSave }: ViewDialogProps) {
  const { t } = useTranslation()
  const { time } = useFormats()
  const { agent, newId } = useWorkstation()
  const directory = useDirectory()
  const team = directory.get(directory.get(agent.id)?.parentId ?? '')
  const [name, setName] = useState(entry?.name ?? '')
  const [teamId, setTeamId] = useState(entry?.view?.teamId ?? '')
  const [filter, setFilter] = useState<ViewFilter>(entry?.view?.filter ?? emptyFilter)
  const [tags, setTags] = useState(filter.tags.join(', '))
  const title = t(entry ? 'savedView.editTitle' : 'savedView.newTitle')
  const change = (changed: Partial<ViewFilter>) => setFilter((before) => ({ ...before, ...changed }))
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() === '') return
    const written = [...new Set(tags.split(/[,،、]/).map((tag) => tag.trim().slice(0, 40)))].filter((tag) => tag !== '')
    onSave({ id: entry?.id ?? newId(), name: name.trim(), teamId, filter: { ...filter, tags: written.slice(0, 30) } })
  }
  return (
    <OverlayPanel label={title} place="top" isOpen onClose={onClose}>
      <header className={header.header}>
        <h2 className={header.title}>{title}</h2>
        <IconButton label={t('help.close')} size="small" onPress={onClose}>
          <X size={16} strokeWidth={1.75} />
        </IconButton>
      </header>
      <form className={styles.form} onSubmit={onSubmit}>
        <TextInput
          label={t('savedView.name')}
          autoComplete="off"
          dir="auto"
          required
          maxLength={120}
          // It was called up to be typed into.
          ref={focusOnEntry}
          value={name}
          onChange={({ target: { value } }) => setName(value)}
        />
        <FilterLists filter={filter} onChange={change} />
        <TextInput
          label={t('savedView.tags')}
          hint={t('savedView.tagsHint')}
          autoComplete="off"
          dir="auto"
          value={tags}
          onChange={({ target: { value } }) => setTags(value)}
        />
        <SelectInput
          label={t('savedView.waits')}
          value={filter.waitsLongerMs ?? ''}
          onChange={({ target: { value } }) => change({ waitsLongerMs: value === '' ? null : Number(value) })}
        >
          <option value="">{t('savedView.any')}</option>
          {waits.map((minutes) => (
            <option key={minutes} value={minutes * minuteMs}>
              {t('savedView.longerThan', { span: time.span(minutes * minuteMs) })}
            </option>
          ))}
        </SelectInput>
        <SelectInput label={t('savedView.for')} value={teamId} onChange={({ target: { value } }) => setTeamId(value)}>
          <option value="">{t('savedView.forMe')}</option>
          {team?.kind === 'team' ? (
            <option value={team.id}>{t('savedView.forTeam', { team: team.name })}</option>
          ) : null}
        </SelectInput>
        <div className={styles.buttons}>
          <Button type="submit" look="primary">
            {t('savedView.save')}
          </Button>
          <Button look="quiet" onPress={onClose}>
            {t('savedView.cancel')}
          </Button>
        </div>
      </form>
    </OverlayPanel>
  )
}

interface FilterListsProps {
  filter: ViewFilter
  onChange: (changed: Partial<ViewFilter>) => void
}

function FilterLists({ filter, onChange }: FilterListsProps) {
  const { t } = useTranslation()
  const { names, locale } = useFormats()
  const { agent } = useWorkstation()
  const directory = useDirectory()
  const of = (kind: DirectoryEntry['kind']) =>
    [...directory.values()]
      .filter((entry) => entry.kind === kind && entry.isActive)
      .map(({ id, name }) => ({ id, name }))
      .toSorted((a, b) => a.name.localeCompare(b.name))
  const any = t('savedView.any')
  const assignees = [
    { id: 'me', name: t('savedView.me') },
    { id: 'nobody', name: t('savedView.nobody') },
    ...of('agent').filter(({ id }) => id !== agent.id),
  ]
  return (
    <>
      <SeveralOf
        label={t('savedView.statuses')}
        any={any}
        choices={filterableStatuses.map((id) => ({ id, name: t(`status.${id}`) }))}
        chosen={filter.statuses}
        onChange={(statuses) =>
          onChange({ statuses: filterableStatuses.filter((status) => statuses.includes(status)) })
        }
      />
      <SeveralOf
        label={t('savedView.assignees')}
        any={any}
        choices={assignees}
        chosen={filter.assignees}
        onChange={(chosen) => onChange({ assignees: [...chosen] })}
      />
      <SeveralOf
        label={t('savedView.queues')}
        any={any}
        choices={of('queue')}
        chosen={filter.queueIds}
        onChange={(queueIds) => onChange({ queueIds: [...queueIds] })}
      />
      <SeveralOf
        label={t('savedView.brands')}
        any={any}
        choices={of('brand')}
        chosen={filter.brandIds}
        onChange={(brandIds) => onChange({ brandIds: [...brandIds] })}
      />
      <SeveralOf
        label={t('savedView.priorities')}
        any={any}
        choices={priorities.map((id) => ({ id, name: t(`priority.${id}`) }))}
        chosen={filter.priorities}
        onChange={(chosen) => onChange({ priorities: priorities.filter((priority) => chosen.includes(priority)) })}
      />
      <SeveralOf
        label={t('savedView.languages')}
        any={any}
        choices={languageChoices(names, locale, filter.languages)}
        chosen={filter.languages}
        onChange={(languages) => onChange({ languages: [...languages] })}
      />
    </>
  )
}
