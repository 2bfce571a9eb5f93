import { Plus, Route } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DirectoryEntry } from '#shared/domain/directory/directory-entry.ts'
import { Badge } from '../../../../src-renderer/ui/badge.tsx'
import { Button } from '../../../../src-renderer/ui/button.tsx'
import { EmptyState } from '../../../../src-renderer/ui/empty-state.tsx'
import { SelectInput } from '../../../../src-renderer/ui/select-input.tsx'
import { TextInput } from '../../../../src-renderer/ui/text-input.tsx'
import { useOffice } from '../office-context.ts'
import { Choices } from '../parts/choices.tsx'
import { useLanguageNames } from '../parts/language-names.ts'
import { Group, Place } from '../parts/place.tsx'
import { Row, Rows } from '../parts/rows.tsx'
import { Sheet } from '../parts/sheet.tsx'
import { allOf, listOf, textOf } from '../parts/text-of.ts'

type Opened = { readonly kind: 'queue' | 'skill'; readonly entry: DirectoryEntry | undefined }

export function QueuesPlace() {
  const { t } = useTranslation()
  const { view, may } = useOffice()
  const languages = useLanguageNames()
  const [opened, setOpened] = useState<Opened>()
  const mayChange = may('workplace.manage')
  const queues = view.all('queue').toSorted((one, other) => one.name.localeCompare(other.name))
  const skills = view.all('skill').toSorted((one, other) => one.name.localeCompare(other.name))
  const brands = view.all('brand').toSorted((one, other) => one.name.localeCompare(other.name))
  const groups = [...brands.map(({ id, name }) => ({ id, name })), { id: '', name: t('queue.allBrands') }]
  const close = () => setOpened(undefined)
  return (
    <Place
      title={t('place.queues.title')}
      lead={t('place.queues.lead')}
      actions={
        mayChange ? (
          <Button
            look="primary"
            icon={<Plus size={16} aria-hidden="true" />}
            onPress={() => setOpened({ kind: 'queue', entry: undefined })}
          >
            {t('queue.add')}
          </Button>
        ) : undefined
      }
    >
      {queues.length === 0 ? (
        <EmptyState icon={<Route size={24} aria-hidden="true" />} title={t('queue.none')}>
          {t('queue.noneLesson')}
        </EmptyState>
      ) : null}
      {groups
        .map((group) => ({ ...group, own: queues.filter(({ brandId }) => brandId === group.id) }))
        .filter(({ own }) => own.length > 0)
        .map(({ id, name, own }) => (
          <Group key={id} title={name}>
            <Rows label={name}>
              {own.map((queue) => (
                <Row
                  key={queue.id}
                  title={queue.name}
                  about={languages(queue.languages)}
                  end={queue.skillIds.map((skillId) => (
                    <Badge key={skillId} tone="outline">
                      {view.get('skill', skillId)?.name}
                    </Badge>
                  ))}
                  onOpen={mayChange ? () => setOpened({ kind: 'queue', entry: queue }) : undefined}
                />
              ))}
            </Rows>
          </Group>
        ))}
      <Group
        title={t('skill.title')}
        action={
          mayChange ? (
            <Button
              look="quiet"
              size="small"
              icon={<Plus size={14} aria-hidden="true" />}
              onPress={() => setOpened({ kind: 'skill', entry: undefined })}
            >
              {t('skill.add')}
            </Button>
          ) : undefined
        }
      >
        {skills.length === 0 ? (
          <p>{t('skill.none')}</p>
        ) : (
          <Rows label={t('skill.title')}>
            {skills.map((skill) => (
              <Row
                key={skill.id}
                title={skill.name}
                onOpen={mayChange ? () => setOpened({ kind: 'skill', entry: skill }) : undefined}
              />
            ))}
          </Rows>
        )}
      </Group>
      {opened?.kind === 'queue' ? <QueueSheet queue={opened.entry} onClose={close} /> : null}
      {opened?.kind === 'skill' ? <SkillSheet skill={opened.entry} onClose={close} /> : null}
    </Place>
  )
}

function QueueSheet({ queue, onClose }: { queue: DirectoryEntry | undefined; onClose: () => void }) {
  const { t } = useTranslation()
  const { run, view } = useOffice()
  return (
    <Sheet
      title={queue?.name ?? t('queue.add')}
      onClose={onClose}
      onSave={(form) => {
        const given = {
          id: queue?.id ?? crypto.randomUUID(),
          name: textOf(form, 'name'),
          languages: listOf(form, 'languages'),
          skillIds: allOf(form, 'skillIds'),
          reopensTo: textOf(form, 'reopensTo'),
        }
        return queue ? run('queue.change', given) : run('queue.add', { ...given, brandId: textOf(form, 'brandId') })
      }}
    >
      <TextInput label={t('field.name')} name="name" dir="auto" defaultValue={queue?.name} autoComplete="off" />
      {queue ? null : (
        <SelectInput label={t('kind.brand')} name="brandId">
          {view.all('brand').map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
          <option value="">{t('queue.allBrands')}</option>
        </SelectInput>
      )}
      <TextInput
        label={t('field.languages')}
        name="languages"
        dir="ltr"
        defaultValue={queue?.languages.join(', ')}
        autoComplete="off"
      />
      <SelectInput label={t('queue.reopensTo')} name="reopensTo" defaultValue={queue?.reopensTo || 'assignee'}>
        <option value="assignee">{t('queue.toAssignee')}</option>
        <option value="queue">{t('queue.toQueue')}</option>
      </SelectInput>
      <Choices
        title={t('queue.skills')}
        name="skillIds"
        choices={view.all('skill')}
        chosen={queue?.skillIds ?? []}
        none={t('skill.none')}
      />
    </Sheet>
  )
}

function SkillSheet({ skill, onClose }: { skill: DirectoryEntry | undefined; onClose: () => void }) {
  const { t } = useTranslation()
  const { run } = useOffice()
  return (
    <Sheet
      title={skill?.name ?? t('skill.add')}
      onClose={onClose}
      onSave={(form) =>
        run(skill ? 'skill.change' : 'skill.add', { id: skill?.id ?? crypto.randomUUID(), name: textOf(form, 'name') })
      }
    >
      <TextInput label={t('field.name')} name="name" dir="auto" defaultValue={skill?.name} autoComplete="off" />
    </Sheet>
  )
}
