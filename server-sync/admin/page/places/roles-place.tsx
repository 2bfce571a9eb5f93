import { Plus, ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DirectoryEntry } from '#shared/domain/directory/directory-entry.ts'
import { rights } from '#shared/domain/directory/rights.ts'
import { Badge } from '../../../../src-renderer/ui/badge.tsx'
import { Button } from '../../../../src-renderer/ui/button.tsx'
import { EmptyState } from '../../../../src-renderer/ui/empty-state.tsx'
import { TextInput } from '../../../../src-renderer/ui/text-input.tsx'
import { useOffice } from '../office-context.ts'
import { Choices } from '../parts/choices.tsx'
import { Group, Place } from '../parts/place.tsx'
import { Row, Rows } from '../parts/rows.tsx'
import { Sheet } from '../parts/sheet.tsx'
import { allOf, textOf } from '../parts/text-of.ts'

export function RolesPlace() {
  const { t } = useTranslation()
  const { directory, view, may } = useOffice()
  const [opened, setOpened] = useState<DirectoryEntry | 'new'>()
  const mayChange = may('people.manage')
  const sentences = (given: readonly string[]) => given.map((right) => t(`right.${right}`)).join(' · ')
  const agents = view.all('agent').filter(({ isActive }) => isActive)
  const own = view.all('role').toSorted((one, other) => one.name.localeCompare(other.name))
  const count = (number: number) => <Badge>{t('team.agents', { count: number })}</Badge>
  return (
    <Place
      title={t('place.roles.title')}
      lead={t('place.roles.lead')}
      actions={
        mayChange ? (
          <Button look="primary" icon={<Plus size={16} aria-hidden="true" />} onPress={() => setOpened('new')}>
            {t('role.add')}
          </Button>
        ) : undefined
      }
    >
      <Group title={t('role.builtIn')}>
        <Rows label={t('role.builtIn')}>
          {(['agent', 'lead', 'admin'] as const).map((role) => (
            <Row
              key={role}
              title={t(`role.${role}`)}
              about={sentences(directory.builtInRoles[role])}
              end={count(agents.filter((agent) => agent.roleId === '' && agent.role === role).length)}
            />
          ))}
        </Rows>
      </Group>
      <Group title={t('role.own')}>
        {own.length === 0 ? (
          <EmptyState icon={<ShieldCheck size={24} aria-hidden="true" />} title={t('role.none')}>
            {t('role.noneLesson')}
          </EmptyState>
        ) : (
          <Rows label={t('role.own')}>
            {own.map((role) => (
              <Row
                key={role.id}
                title={role.name}
                about={sentences(role.rights)}
                end={count(agents.filter(({ roleId }) => roleId === role.id).length)}
                onOpen={mayChange ? () => setOpened(role) : undefined}
              />
            ))}
          </Rows>
        )}
      </Group>
      {opened === undefined ? null : (
        <RoleSheet role={opened === 'new' ? undefined : opened} onClose={() => setOpened(undefined)} />
      )}
    </Place>
  )
}

function RoleSheet({ role, onClose }: { role: DirectoryEntry | undefined; onClose: () => void }) {
  const { t } = useTranslation()
  const { run } = useOffice()
  return (
    <Sheet
      title={role?.name ?? t('role.add')}
      onClose={onClose}
      onSave={(form) =>
        run(role ? 'role.change' : 'role.add', {
          id: role?.id ?? crypto.randomUUID(),
          name: textOf(form, 'name'),
          rights: allOf(form, 'rights'),
        })
      }
    >
      <TextInput label={t('field.name')} name="name" dir="auto" defaultValue={role?.name} autoComplete="off" />
      <Choices
        title={t('role.rights')}
        name="rights"
        choices={rights.map((right) => ({ id: right, name: t(`right.${right}`) }))}
        chosen={role?.rights ?? ['conversation.work']}
      />
    </Sheet>
  )
}
