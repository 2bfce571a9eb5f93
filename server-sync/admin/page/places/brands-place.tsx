import { Plus, Store } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DirectoryEntry } from '#shared/domain/directory/directory-entry.ts'
import { Button } from '../../../../src-renderer/ui/button.tsx'
import { EmptyState } from '../../../../src-renderer/ui/empty-state.tsx'
import { TextInput } from '../../../../src-renderer/ui/text-input.tsx'
import { ChatFields } from './brand-chat/chat-fields.tsx'
import { chatSettingsOf } from './brand-chat/chat-settings-of.ts'
import { useOffice } from '../office-context.ts'
import { useLanguageNames } from '../parts/language-names.ts'
import { Place } from '../parts/place.tsx'
import { Row, Rows } from '../parts/rows.tsx'
import { Sheet } from '../parts/sheet.tsx'
import { listOf, textOf } from '../parts/text-of.ts'

export function BrandsPlace() {
  const { t } = useTranslation()
  const { view, may } = useOffice()
  const languages = useLanguageNames()
  const [opened, setOpened] = useState<DirectoryEntry | 'new'>()
  const mayChange = may('workplace.manage')
  const brands = view.all('brand').toSorted((one, other) => one.name.localeCompare(other.name))
  return (
    <Place
      title={t('place.brands.title')}
      lead={t('place.brands.lead')}
      actions={
        mayChange ? (
          <Button look="primary" icon={<Plus size={16} aria-hidden="true" />} onPress={() => setOpened('new')}>
            {t('brand.add')}
          </Button>
        ) : undefined
      }
    >
      {brands.length === 0 ? (
        <EmptyState icon={<Store size={24} aria-hidden="true" />} title={t('brand.none')}>
          {t('brand.noneLesson')}
        </EmptyState>
      ) : (
        <Rows label={t('place.brands.title')}>
          {brands.map((brand) => (
            <Row
              key={brand.id}
              title={brand.name}
              about={languages(brand.languages)}
              onOpen={mayChange ? () => setOpened(brand) : undefined}
            />
          ))}
        </Rows>
      )}
      {opened === undefined ? null : (
        <BrandSheet brand={opened === 'new' ? undefined : opened} onClose={() => setOpened(undefined)} />
      )}
    </Place>
  )
}

function BrandSheet({ brand, onClose }: { brand: DirectoryEntry | undefined; onClose: () => void }) {
  const { t } = useTranslation()
  const { run } = useOffice()
  return (
    <Sheet
      title={brand?.name ?? t('brand.add')}
      onClose={onClose}
      onSave={async (form) => {
        const given = { name: textOf(form, 'name'), languages: listOf(form, 'languages') }
        if (!brand) return run('brand.add', { ...given, id: crypto.randomUUID() })
        const settings = chatSettingsOf(form)
        return settings.ok ? run('brand.change', { ...given, id: brand.id, chat: settings.chat }) : settings
      }}
    >
      <TextInput label={t('field.name')} name="name" dir="auto" defaultValue={brand?.name} autoComplete="off" />
      <TextInput
        label={t('field.languages')}
        name="languages"
        dir="ltr"
        defaultValue={brand?.languages.join(', ')}
        autoComplete="off"
      />
      {brand ? <ChatFields brand={brand} /> : null}
    </Sheet>
  )
}
