import { Plus, TextCursorInput } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DirectoryEntry } from '#shared/domain/directory/directory-entry.ts'
import { fieldTypes } from '#shared/domain/field/field-types.ts'
import { Badge } from '../../../../src-renderer/ui/badge.tsx'
import { Button } from '../../../../src-renderer/ui/button.tsx'
import { EmptyState } from '../../../../src-renderer/ui/empty-state.tsx'
import { SelectInput } from '../../../../src-renderer/ui/select-input.tsx'
import { TextInput } from '../../../../src-renderer/ui/text-input.tsx'
import { useOffice } from '../office-context.ts'
import { Choices } from '../parts/choices.tsx'
import { Group, Place } from '../parts/place.tsx'
import { Row, Rows } from '../parts/rows.tsx'
import { Sheet } from '../parts/sheet.tsx'
import { allOf, phrasesOf, textOf } from '../parts/text-of.ts'

const abouts = ['conversation', 'customer'] as const

/** What the organisation wants to know besides, of a conversation or of a customer. */
export function FieldsPlace() {
  const { t } = useTranslation()
  const { view, may } = useOffice()
  const [opened, setOpened] = useState<DirectoryEntry | 'new'>()
  const mayChange = may('workplace.manage')
  const fields = view.all('field').toSorted((one, other) => one.name.localeCompare(other.name))
  return (
    <Place
      title={t('place.fields.title')}
      lead={t('place.fields.lead')}
      actions={
        mayChange ? (
          <Button look="primary" icon={<Plus size={16} aria-hidden="true" />} onPress={() => setOpened('new')}>
            {t('ownField.add')}
          </Button>
        ) : undefined
      }
    >
      {fields.length === 0 ? (
        <EmptyState icon={<TextCursorInput size={24} aria-hidden="true" />} title={t('ownField.none')}>
          {t('ownField.noneLesson')}
        </EmptyState>
      ) : null}
      {abouts
        .map((about) => ({ about, own: fields.filter(({ field }) => field?.about === about) }))
        .filter(({ own }) => own.length > 0)
        .map(({ about, own }) => (
          <Group key={about} title={t(`ownField.about.${about}`)}>
            <Rows label={t(`ownField.about.${about}`)}>
              {own.map((entry) => (
                <Row
                  key={entry.id}
                  title={entry.name}
                  about={
                    entry.brandIds.map((id) => view.get('brand', id)?.name ?? id).join(' · ') || t('queue.allBrands')
                  }
                  end={
                    <>
                      {entry.isActive ? null : <Badge tone="warn">{t('ownField.unused')}</Badge>}
                      <Badge tone="outline">{t(`ownField.type.${entry.field?.type ?? 'text'}`)}</Badge>
                    </>
                  }
                  onOpen={mayChange ? () => setOpened(entry) : undefined}
                />
              ))}
            </Rows>
          </Group>
        ))}
      {opened === undefined ? null : (
        <FieldSheet entry={opened === 'new' ? undefined : opened} onClose={() => setOpened(undefined)} />
      )}
    </Place>
  )
}

function FieldSheet({ entry, onClose }: { entry: DirectoryEntry | undefined; onClose: () => void }) {
  const { t } = useTranslation()
  const { run, view } = useOffice()
  const [type, setType] = useState<(typeof fieldTypes)[number]>(entry?.field?.type ?? 'text')
  return (
    <Sheet
      title={entry?.name ?? t('ownField.add')}
      onClose={onClose}
      onSave={(form) => {
        const given = {
          id: entry?.id ?? crypto.randomUUID(),
          name: textOf(form, 'name'),
          brandIds: allOf(form, 'brandIds'),
          choices: type === 'choice' ? phrasesOf(form, 'choices') : [],
        }
        return entry
          ? run('field.change', { ...given, isActive: textOf(form, 'isActive') === 'yes' })
          : run('field.add', { ...given, about: textOf(form, 'about'), type })
      }}
    >
      <TextInput label={t('field.name')} name="name" dir="auto" defaultValue={entry?.name} autoComplete="off" />
      {entry ? (
        <SelectInput label={t('ownField.use')} name="isActive" defaultValue={entry.isActive ? 'yes' : 'no'}>
          <option value="yes">{t('ownField.used')}</option>
          <option value="no">{t('ownField.unused')}</option>
        </SelectInput>
      ) : (
        <>
          <SelectInput label={t('ownField.of')} name="about">
            {abouts.map((about) => (
              <option key={about} value={about}>
                {t(`ownField.about.${about}`)}
              </option>
            ))}
          </SelectInput>
          <SelectInput
            label={t('ownField.holds')}
            value={type}
            onChange={({ target }) => setType(fieldTypes.find((each) => each === target.value) ?? 'text')}
          >
            {fieldTypes.map((each) => (
              <option key={each} value={each}>
                {t(`ownField.type.${each}`)}
              </option>
            ))}
          </SelectInput>
        </>
      )}
      {type === 'choice' ? (
        <TextInput
          label={t('ownField.choices')}
          name="choices"
          dir="auto"
          defaultValue={entry?.field?.choices.join(', ')}
          autoComplete="off"
        />
      ) : null}
      <Choices
        title={t('ownField.brands')}
        name="brandIds"
        choices={view.all('brand')}
        chosen={entry?.brandIds ?? []}
        none={t('queue.allBrands')}
      />
    </Sheet>
  )
}
