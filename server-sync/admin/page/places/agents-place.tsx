import { Download, Plus, Upload, Users } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DirectoryEntry } from '#shared/domain/directory/directory-entry.ts'
import { Avatar } from '../../../../src-renderer/ui/avatar.tsx'
import { Badge } from '../../../../src-renderer/ui/badge.tsx'
import { Button } from '../../../../src-renderer/ui/button.tsx'
import { CheckBox } from '../parts/check-box.tsx'
import { EmptyState } from '../../../../src-renderer/ui/empty-state.tsx'
import { TextInput } from '../../../../src-renderer/ui/text-input.tsx'
import { useOffice } from '../office-context.ts'
import { Place } from '../parts/place.tsx'
import { Row, Rows } from '../parts/rows.tsx'
import { AgentSheet } from './agent-sheet.tsx'
import styles from './agents-place.module.css'
import { ImportSheet } from './import-sheet.tsx'
import { useRoleName } from './use-role-name.ts'

/** More at once is nothing that anybody reads: they search. */
const step = 100

type Opened = { readonly what: 'import' | 'agent'; readonly id: string | undefined }

export function AgentsPlace() {
  const { t } = useTranslation()
  const { view, may } = useOffice()
  const roleName = useRoleName()
  const [opened, setOpened] = useState<Opened>()
  const [wanted, setWanted] = useState('')
  const [withLeft, setWithLeft] = useState(false)
  const [shown, setShown] = useState(step)
  const mayChange = may('people.manage')
  const all = view.all('agent')
  const folded = wanted.trim().toLowerCase()
  const found = all
    .filter(({ isActive }) => withLeft || isActive)
    .filter(({ name, email }) => `${name}\n${email}`.toLowerCase().includes(folded))
    .toSorted((one, other) => one.name.localeCompare(other.name))
  const about = ({ email, parentId }: DirectoryEntry) =>
    [email, view.get('team', parentId)?.name].filter(Boolean).join(' · ')
  const openedAgent = opened?.id === undefined ? undefined : view.get('agent', opened.id)
  return (
    <Place
      title={t('place.agents.title')}
      lead={t('place.agents.lead')}
      actions={
        mayChange ? (
          <>
            <Button
              icon={<Upload size={16} aria-hidden="true" />}
              onPress={() => setOpened({ what: 'import', id: undefined })}
            >
              {t('import.open')}
            </Button>
            <Button
              icon={<Download size={16} aria-hidden="true" />}
              onPress={() => location.assign('/admin/api/agents.csv')}
            >
              {t('agent.download')}
            </Button>
            <Button
              look="primary"
              icon={<Plus size={16} aria-hidden="true" />}
              onPress={() => setOpened({ what: 'agent', id: undefined })}
            >
              {t('agent.add')}
            </Button>
          </>
        ) : undefined
      }
    >
      <div className={styles.search}>
        <TextInput
          label={t('agent.search')}
          type="search"
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
          autoComplete="off"
        />
        <CheckBox checked={withLeft} onChange={(event) => setWithLeft(event.target.checked)}>
          {t('agent.withLeft')}
        </CheckBox>
      </div>
      {found.length === 0 ? (
        <EmptyState
          icon={<Users size={24} aria-hidden="true" />}
          title={t(all.length === 0 ? 'agent.none' : 'agent.noneFound')}
        >
          {t(all.length === 0 ? 'agent.noneLesson' : 'agent.noneFoundLesson')}
        </EmptyState>
      ) : (
        <Rows label={t('place.agents.title')}>
          {found.slice(0, shown).map((agent) => (
            <Row
              key={agent.id}
              icon={<Avatar id={agent.id} name={agent.name} />}
              title={agent.name}
              about={about(agent)}
              end={
                <Badge tone={agent.isActive ? 'neutral' : 'warn'}>
                  {agent.isActive ? roleName(agent) : t('agent.left')}
                </Badge>
              }
              onOpen={mayChange ? () => setOpened({ what: 'agent', id: agent.id }) : undefined}
            />
          ))}
        </Rows>
      )}
      {found.length > shown ? (
        <Button className={styles.more} onPress={() => setShown(shown + step)}>
          {t('agent.more', { count: found.length - shown })}
        </Button>
      ) : null}
      {opened?.what === 'agent' ? <AgentSheet agent={openedAgent} onClose={() => setOpened(undefined)} /> : null}
      {opened?.what === 'import' ? <ImportSheet onClose={() => setOpened(undefined)} /> : null}
    </Place>
  )
}
