import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Customer } from '#shared/domain/customer/customer.ts'
import { useFormats } from '../../../i18n/use-formats.ts'
import { useCustomerName } from '../../../parts/customer-name.ts'
import { Button } from '../../../ui/button.tsx'
import { ChoiceGroup } from '../../../ui/choice-group.tsx'
import { focusOnEntry } from '../../../ui/focus-on-entry.ts'
import { VisuallyHidden } from '../../../ui/visually-hidden.tsx'
import { type OnePerson, asOnePerson } from './as-one-person.ts'
import styles from './merge-preview.module.css'
import { ScrollRegion } from '../../../ui/scroll-region.tsx'

interface MergePreviewProps {
  one: Customer
  other: Customer
  onBack: () => void
  onMerge: (from: Customer, into: Customer) => void
}

/** Both side by side, and what the one person will be. */
export function MergePreview({ one, other, onBack, onMerge }: MergePreviewProps) {
  const { t } = useTranslation()
  const nameOf = useCustomerName()
  const [keptId, setKeptId] = useState<string>(one.id)
  const [kept, from] = keptId === one.id ? [one, other] : [other, one]
  const columns = [personOf(one), personOf(other), asOnePerson(kept, from)]
  const rows = useRows()
  return (
    <div className={styles.preview}>
      <ChoiceGroup
        label={t('customer.merge.keep')}
        choices={[one, other].map(({ id, name, email }) => ({
          id,
          name: [nameOf(name), email].filter(Boolean).join(' · '),
        }))}
        chosen={keptId}
        onChoose={setKeptId}
      />
      <ScrollRegion className={styles.scroll} label={t('customer.merge.preview')}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">
                <VisuallyHidden>{t('customer.details')}</VisuallyHidden>
              </th>
              <th scope="col">{t('customer.merge.this')}</th>
              <th scope="col">{t('customer.merge.other')}</th>
              <th scope="col">{t('customer.merge.together')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, value }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {columns.map((person, column) => (
                  <td key={['one', 'other', 'together'][column]} dir="auto">
                    {value(person)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <p className={styles.lesson}>{t('customer.merge.lesson')}</p>
      <div className={styles.buttons}>
        <Button look="primary" ref={focusOnEntry} onPress={() => onMerge(from, kept)}>
          {t('customer.merge.submit')}
        </Button>
        <Button look="quiet" onPress={onBack}>
          {t('customer.merge.back')}
        </Button>
      </div>
    </div>
  )
}

const personOf = (customer: Customer): OnePerson => ({
  ...asOnePerson(customer, { ...customer, orderCount: 0, spentMinor: 0 }),
})

function useRows(): readonly { readonly name: string; readonly value: (person: OnePerson) => ReactNode }[] {
  const { t } = useTranslation()
  const { names, time } = useFormats()
  const nameOf = useCustomerName()
  const dash = (value: string) => (value === '' ? '–' : value)
  return [
    { name: t('customer.detail.name'), value: ({ kept }) => nameOf(kept.name) },
    { name: t('customer.detail.email'), value: ({ kept }) => dash(kept.email) },
    { name: t('customer.detail.phone'), value: ({ kept }) => dash(kept.phone) },
    { name: t('customer.detail.language'), value: ({ kept }) => dash(names.language(kept.language)) },
    {
      name: t('customer.detail.country'),
      value: ({ kept }) => dash([kept.city, names.country(kept.country)].filter(Boolean).join(', ')),
    },
    { name: t('customer.detail.tier'), value: ({ kept }) => t(`customer.tier.${kept.tier}`) },
    {
      name: t('customer.identities'),
      value: ({ identities }) =>
        identities.length === 0 ? '–' : identities.map(({ handle }) => <bdi key={handle}>{handle}</bdi>),
    },
    { name: t('customer.orders'), value: ({ orderCount }) => names.number(orderCount) },
    {
      name: t('customer.spent'),
      value: ({ spent }) => spent.map(({ minor, currency }) => names.money(minor, currency)).join(' + '),
    },
    { name: t('customer.since'), value: ({ sinceAt }) => time.date(sinceAt) },
  ]
}
