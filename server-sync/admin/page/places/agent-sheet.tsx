import { useTranslation } from 'react-i18next'
import type { DirectoryEntry } from '#shared/domain/directory/directory-entry.ts'
import { SelectInput } from '../../../../src-renderer/ui/select-input.tsx'
import { TextInput } from '../../../../src-renderer/ui/text-input.tsx'
import { useOffice } from '../office-context.ts'
import { Choices } from '../parts/choices.tsx'
import { Sheet } from '../parts/sheet.tsx'
import { allOf, listOf, textOf } from '../parts/text-of.ts'
import { TimeZoneInput } from '../parts/time-zone-input.tsx'
import { AgentAccess } from './agent-access.tsx'

export function AgentSheet({ agent, onClose }: { agent: DirectoryEntry | undefined; onClose: () => void }) {
  const { t } = useTranslation()
  const { run, view } = useOffice()
  const sites = view.all('site')
  const roleValue = agent ? agent.roleId || agent.role : 'agent'
  return (
    <Sheet
      title={agent?.name ?? t('agent.add')}
      onClose={onClose}
      onSave={(form) => {
        const chosen = textOf(form, 'role')
        const isOwn = view.get('role', chosen) !== undefined
        return run(agent ? 'agent.change' : 'agent.add', {
          id: agent?.id ?? crypto.randomUUID(),
          name: textOf(form, 'name'),
          email: textOf(form, 'email'),
          role: isOwn ? 'agent' : chosen,
          roleId: isOwn ? chosen : '',
          teamId: textOf(form, 'teamId'),
          brandIds: allOf(form, 'brandIds'),
          skillIds: allOf(form, 'skillIds'),
          languages: listOf(form, 'languages'),
          timeZone: textOf(form, 'timeZone'),
        })
      }}
    >
      <TextInput label={t('field.name')} name="name" dir="auto" defaultValue={agent?.name} autoComplete="off" />
      <TextInput
        label={t('field.email')}
        name="email"
        type="email"
        dir="ltr"
        defaultValue={agent?.email}
        autoComplete="off"
      />
      <SelectInput label={t('kind.role')} name="role" defaultValue={roleValue}>
        {['agent', 'lead', 'admin'].map((role) => (
          <option key={role} value={role}>
            {t(`role.${role}`)}
          </option>
        ))}
        {view.all('role').map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectInput>
      <SelectInput label={t('kind.team')} name="teamId" defaultValue={agent?.parentId ?? ''}>
        <option value="">{t('agent.noTeam')}</option>
        {sites.map((site) => (
          <optgroup key={site.id} label={site.name}>
            {view
              .all('team')
              .filter(({ parentId }) => parentId === site.id)
              .map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
          </optgroup>
        ))}
      </SelectInput>
      <Choices
        title={t('place.brands.title')}
        name="brandIds"
        choices={view.all('brand')}
        chosen={agent?.brandIds ?? []}
        none={t('brand.none')}
      />
      <Choices
        title={t('skill.title')}
        name="skillIds"
        choices={view.all('skill')}
        chosen={agent?.skillIds ?? []}
        none={t('skill.none')}
      />
      <TextInput
        label={t('field.languages')}
        name="languages"
        dir="ltr"
        defaultValue={agent?.languages.join(', ')}
        autoComplete="off"
      />
      <TimeZoneInput chosen={agent?.timeZone ?? ''} />
      {agent ? <AgentAccess agent={agent} onDone={onClose} /> : null}
    </Sheet>
  )
}
