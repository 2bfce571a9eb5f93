import { useTranslation } from 'react-i18next'
import type { DirectoryEntry } from '#shared/domain/directory/directory-entry.ts'
import { fieldTextMax } from '#shared/domain/field/field-limits.ts'
import type { FieldValue, FieldValues } from '#shared/domain/field/field-value.ts'
import { valueOf } from '#shared/domain/field/value-of.ts'
import { setField } from '../../../actions/customer-actions.ts'
import { useWorkstation } from '../../../connection/workstation-context.ts'
import { useFormats } from '../../../i18n/use-formats.ts'
import { inBackground } from '../../../parts/in-background.ts'
import { useSubmitFeedback } from '../../../parts/use-submit-feedback.ts'
import { useDirectory } from '../../../state/directory.ts'
import { announce } from '../../../ui/announcer.ts'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { InPlaceField } from '../../../ui/in-place-field.tsx'
import styles from './own-fields.module.css'
import { textOf, valueOfText } from './field-text.ts'

type Of = { readonly conversationId: string } | { readonly customerId: string }

interface OwnFieldsProps {
  of: Of
  about: 'conversation' | 'customer'
  brandId: string
  fields: FieldValues
}

/** What the organisation wants to know besides, as it has defined it. */
export function OwnFields({ of, about, brandId, fields }: OwnFieldsProps) {
  const { t } = useTranslation()
  const desk = useWorkstation()
  const wasSaved = useSubmitFeedback()
  const directory = useDirectory()
  const defined = [...directory.values()]
    .filter((entry) => entry.kind === 'field' && entry.isActive && entry.field?.about === about)
    .filter(({ brandIds }) => brandIds.length === 0 || brandIds.includes(brandId))
    .toSorted((a, b) => a.name.localeCompare(b.name))
  if (defined.length === 0) return null
  const set = (field: DirectoryEntry, value: FieldValue | null, was: FieldValue | null) =>
    inBackground(async () => {
      if (wasSaved(await setField(desk, of, field.id, value, was))) announce(t('ownField.set', { field: field.name }))
    })()
  return (
    <div className={styles.fields} data-own-fields={about}>
      {defined.map((field) => (
        <OwnField
          key={field.id}
          field={field}
          value={valueOf(fields, field.id)}
          onSet={(value, was) => set(field, value, was)}
        />
      ))}
    </div>
  )
}

interface OwnFieldProps {
  field: DirectoryEntry
  value: FieldValue | null
  onSet: (value: FieldValue | null, was: FieldValue | null) => void
}

function OwnField({ field: { name, field }, value, onSet }: OwnFieldProps) {
  const { t } = useTranslation()
  const { names, time } = useFormats()
  if (!field) return null
  const { type, choices } = field
  if (type === 'yes-no') {
    return (
      <Checkbox isSelected={value === true} onChange={(isTicked) => onSet(isTicked ? true : null, value)}>
        {name}
      </Checkbox>
    )
  }
  const shown =
    typeof value === 'number'
      ? names.number(value)
      : type === 'date' && typeof value === 'string'
        ? time.calendarDay(value)
        : textOf(value)
  // A choice that is gone stays where it was made.
  const offered = typeof value === 'string' && !choices.includes(value) ? [...choices, value] : choices
  return (
    <InPlaceField
      label={name}
      value={textOf(value)}
      shown={shown}
      empty={t('ownField.empty')}
      type={type === 'date' ? 'date' : 'text'}
      {...(type === 'choice'
        ? { choices: [{ id: '', name: t('ownField.empty') }, ...offered.map((id) => ({ id, name: id }))] }
        : {})}
      maxLength={fieldTextMax}
      problemOf={(text) => (valueOfText(type, text) === undefined ? t('ownField.noNumber') : undefined)}
      changedMeanwhile={(theirs) => t('customer.changedMeanwhile', { theirs })}
      onSave={(text, from) => onSet(valueOfText(type, text) ?? null, valueOfText(type, from) ?? null)}
    />
  )
}
