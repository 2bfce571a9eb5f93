import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Customer } from '#shared/domain/customer/customer.ts'
import { type EditableDetail, isWellFormed } from '#shared/domain/customer/is-well-formed.ts'
import { tiers } from '#shared/domain/customer/tiers.ts'
import { useFormats } from '../../../i18n/use-formats.ts'
import { type Choice, countryChoices, languageChoices, timeZoneChoices } from '../../../i18n/world-lists.ts'
import { InPlaceField } from '../../../ui/in-place-field.tsx'
import styles from './customer-details.module.css'
import { useEditCustomer } from './use-edit-customer.ts'

const lengths = { name: 120, email: 200, phone: 40, city: 80, about: 2_000 } as const
const lines = ['name', 'email', 'phone', 'language', 'country', 'city', 'timeZone', 'tier'] as const

/** What is known of a customer, corrected where it stands. */
export function CustomerDetails({ customer }: { customer: Customer }) {
  const { names } = useFormats()
  const { t } = useTranslation()
  const choices = useChoices(customer)
  const shown: Partial<Record<EditableDetail, string>> = {
    language: names.language(customer.language),
    country: names.country(customer.country),
    timeZone: customer.timeZone.replaceAll('_', ' '),
    tier: t(`customer.tier.${customer.tier}`),
  }
  return (
    <div className={styles.details}>
      {lines.map((detail) => (
        <CustomerDetail
          key={detail}
          customer={customer}
          detail={detail}
          shown={shown[detail]}
          choices={choices[detail as keyof typeof choices]}
        />
      ))}
    </div>
  )
}

interface CustomerDetailProps {
  customer: Customer
  detail: EditableDetail
  shown?: string | undefined
  choices?: readonly Choice[] | undefined
}

export function CustomerDetail({ customer, detail, shown, choices }: CustomerDetailProps) {
  const { t } = useTranslation()
  const edit = useEditCustomer()
  const maxLength = detail in lengths ? lengths[detail as keyof typeof lengths] : undefined
  return (
    <InPlaceField
      // Whose detail it is: what was begun for one customer is never kept for another.
      key={customer.id}
      label={t(`customer.detail.${detail}`)}
      value={customer[detail]}
      {...(shown === undefined ? {} : { shown })}
      empty={t(detail === 'about' ? 'customer.addAbout' : 'customer.notKnown')}
      {...(choices ? { choices } : {})}
      isLong={detail === 'about'}
      {...(maxLength === undefined ? {} : { maxLength })}
      problemOf={(value) => (isWellFormed(detail, value) ? undefined : t(`customer.wrong.${wrongOf(detail)}`))}
      changedMeanwhile={(theirs) => t('customer.changedMeanwhile', { theirs })}
      onSave={(to, from) => edit(customer.id, detail, from, to)}
    />
  )
}

const wrongOf = (detail: EditableDetail) => (detail === 'email' ? 'email' : 'other')

/** Making them looks up hundreds of names: once for each language of the interface. */
function useChoices(customer: Customer) {
  const { t } = useTranslation()
  const { names, locale } = useFormats()
  return useMemo(() => {
    const none = { id: '', name: t('customer.notKnown') }
    return {
      language: [none, ...languageChoices(names, locale, [customer.language])],
      country: [none, ...countryChoices(names, locale)],
      timeZone: [none, ...timeZoneChoices()],
      tier: tiers.map((id) => ({ id, name: t(`customer.tier.${id}`) })),
    }
  }, [t, names, locale, customer.language])
}
