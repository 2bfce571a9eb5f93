import { MapPin, Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DirectoryEntry } from '#shared/domain/directory/directory-entry.ts'
import { Button } from '../../../../src-renderer/ui/button.tsx'
import { EmptyState } from '../../../../src-renderer/ui/empty-state.tsx'
import { SelectInput } from '../../../../src-renderer/ui/select-input.tsx'
import { TextInput } from '../../../../src-renderer/ui/text-input.tsx'
import { useOffice } from '../office-context.ts'
import { Group, Place } from '../parts/place.tsx'
import { Row, Rows } from '../parts/rows.tsx'
import { Sheet } from '../parts/sheet.tsx'
import { textOf } from '../parts/text-of.ts'
import { TimeZoneInput } from '../parts/time-zone-input.tsx'

type Opened = { readonly kind: 'site' | 'team'; readonly entry: DirectoryEntry | undefined; readonly siteId?: string }

export function SitesPlace() {
  const { t } = useTranslation()
  const { view, may } = useOffice()
  const [opened, setOpened] = useState<Opened>()
  const sites = view.all('site').toSorted((one, other) => one.name.localeCompare(other.name))
  const teams = view.all('team').toSorted((one, other) => one.name.localeCompare(other.name))
  const agents = view.all('agent').filter(({ isActive }) => isActive)
  const close = () => setOpened(undefined)
  return (
    <Place
      title={t('place.sites.title')}
      lead={t('place.sites.lead')}
      actions={
        may('workplace.manage') ? (
          <Button
            look="primary"
            icon={<Plus size={16} aria-hidden="true" />}
            onPress={() => setOpened({ kind: 'site', entry: undefined })}
          >
            {t('site.add')}
          </Button>
        ) : undefined
      }
    >
      {sites.length === 0 ? (
        <EmptyState icon={<MapPin size={24} aria-hidden="true" />} title={t('site.none')}>
          {t('site.noneLesson')}
        </EmptyState>
      ) : null}
      {sites.map((site) => (
        <Group
          key={site.id}
          title={site.name}
          action={
            may('people.manage') ? (
              <Button
                look="quiet"
                size="small"
                icon={<Plus size={14} aria-hidden="true" />}
                aria-label={t('team.addAt', { name: site.name })}
                onPress={() => setOpened({ kind: 'team', entry: undefined, siteId: site.id })}
              >
                {t('team.add')}
              </Button>
            ) : undefined
          }
        >
          <Rows label={site.name}>
            <Row
              icon={<MapPin size={16} aria-hidden="true" />}
              title={t('site.itself')}
              about={site.timeZone}
              onOpen={may('workplace.manage') ? () => setOpened({ kind: 'site', entry: site }) : undefined}
            />
            {teams
              .filter(({ parentId }) => parentId === site.id)
              .map((team) => (
                <Row
                  key={team.id}
                  title={team.name}
                  about={t('team.agents', { count: agents.filter(({ parentId }) => parentId === team.id).length })}
                  onOpen={may('people.manage') ? () => setOpened({ kind: 'team', entry: team }) : undefined}
                />
              ))}
          </Rows>
        </Group>
      ))}
      {opened?.kind === 'site' ? <SiteSheet site={opened.entry} onClose={close} /> : null}
      {opened?.kind === 'team' ? (
        <TeamSheet team={opened.entry} siteId={opened.entry?.parentId ?? opened.siteId ?? ''} onClose={close} />
      ) : null}
    </Place>
  )
}

function SiteSheet({ site, onClose }: { site: DirectoryEntry | undefined; onClose: () => void }) {
  const { t } = useTranslation()
  const { run } = useOffice()
  return (
    <Sheet
      title={site?.name ?? t('site.add')}
      onClose={onClose}
      onSave={(form) =>
        run(site ? 'site.change' : 'site.add', {
          id: site?.id ?? crypto.randomUUID(),
          name: textOf(form, 'name'),
          timeZone: textOf(form, 'timeZone'),
        })
      }
    >
      <TextInput label={t('field.name')} name="name" dir="auto" defaultValue={site?.name} autoComplete="off" />
      <TimeZoneInput chosen={site?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone} />
    </Sheet>
  )
}

function TeamSheet({
  team,
  siteId,
  onClose,
}: {
  team: DirectoryEntry | undefined
  siteId: string
  onClose: () => void
}) {
  const { t } = useTranslation()
  const { run, view } = useOffice()
  return (
    <Sheet
      title={team?.name ?? t('team.add')}
      onClose={onClose}
      onSave={(form) =>
        run(team ? 'team.change' : 'team.add', {
          id: team?.id ?? crypto.randomUUID(),
          name: textOf(form, 'name'),
          siteId: textOf(form, 'siteId'),
        })
      }
    >
      <TextInput label={t('field.name')} name="name" dir="auto" defaultValue={team?.name} autoComplete="off" />
      <SelectInput label={t('kind.site')} name="siteId" defaultValue={siteId}>
        {view.all('site').map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectInput>
    </Sheet>
  )
}
