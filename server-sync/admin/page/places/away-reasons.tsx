import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DirectoryEntry } from '#shared/domain/directory/directory-entry.ts'
import { Badge } from '../../../../src-renderer/ui/badge.tsx'
import { Button } from '../../../../src-renderer/ui/button.tsx'
import { TextInput } from '../../../../src-renderer/ui/text-input.tsx'
import { useOffice } from '../office-context.ts'
import { CheckBox } from '../parts/check-box.tsx'
import { Group } from '../parts/place.tsx'
import { Row, Rows } from '../parts/rows.tsx'
import { Sheet } from '../parts/sheet.tsx'
import { textOf } from '../parts/text-of.ts'

/** What agents can say that they are away for. */
export function AwayReasons() {
  const { t } = useTranslation()
  const { view, may } = useOffice()
  const [opened, setOpened] = useState<{ readonly reason: DirectoryEntry | undefined }>()
  const reasons = view.all('away-reason').toSorted((one, other) => one.name.localeCompare(other.name))
  const mayChange = may('workplace.manage')
  return (
    <Group
      title={t('away-reason.title')}
      action={
        mayChange ? (
          <Button
            look="quiet"
            size="small"
            icon={<Plus size={14} aria-hidden="true" />}
            onPress={() => setOpened({ reason: undefined })}
          >
            {t('away-reason.add')}
          </Button>
        ) : undefined
      }
    >
      {reasons.length === 0 ? (
        <p>{t('away-reason.none')}</p>
      ) : (
        <Rows label={t('away-reason.title')}>
          {reasons.map((reason) => (
            <Row
              key={reason.id}
              title={reason.name}
              end={reason.isActive ? undefined : <Badge tone="outline">{t('away-reason.unused')}</Badge>}
              onOpen={mayChange ? () => setOpened({ reason }) : undefined}
            />
          ))}
        </Rows>
      )}
      {opened ? <ReasonSheet reason={opened.reason} onClose={() => setOpened(undefined)} /> : null}
    </Group>
  )
}

function ReasonSheet({ reason, onClose }: { reason: DirectoryEntry | undefined; onClose: () => void }) {
  const { t } = useTranslation()
  const { run } = useOffice()
  return (
    <Sheet
      title={reason?.name ?? t('away-reason.add')}
      onClose={onClose}
      onSave={(form) => {
        const name = textOf(form, 'name')
        return reason
          ? run('away-reason.change', { id: reason.id, name, isActive: form.has('isActive') })
          : run('away-reason.add', { id: crypto.randomUUID(), name })
      }}
    >
      <TextInput label={t('field.name')} name="name" dir="auto" defaultValue={reason?.name} autoComplete="off" />
      {reason ? (
        <CheckBox name="isActive" defaultChecked={reason.isActive}>
          {t('away-reason.isActive')}
        </CheckBox>
      ) : null}
    </Sheet>
  )
}
