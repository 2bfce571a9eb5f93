import { Award } from 'lucide-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Customer } from '#shared/domain/customer/customer.ts'
import { useFormats } from '../../i18n/use-formats.ts'
import { useCustomerName } from '../../parts/customer-name.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Badge } from '../../ui/badge.tsx'
import styles from './customer-card.module.css'
import { LocalTime } from './local-time.tsx'

/** The first things an agent wants to know: who, where, what hour it is there, in which language, how good a customer. */
export const CustomerCard = memo(function CustomerCard({ customer }: { customer: Customer }) {
  const { t } = useTranslation()
  const { names, time } = useFormats()
  const name = useCustomerName()(customer.name)
  const place = [customer.city, names.country(customer.country)].filter((part) => part !== '').join(', ')
  return (
    <div className={styles.card}>
      <div className={styles.who}>
        <Avatar id={customer.id} name={customer.name} size="large" />
        <div className={styles.words}>
          <p className={styles.name} dir="auto">
            {name}
          </p>
          {place === '' ? null : (
            <p className={styles.place} dir="auto">
              {place}
            </p>
          )}
        </div>
        {customer.tier === 'standard' ? null : (
          <Badge tone={customer.tier === 'vip' ? 'warn' : 'neutral'}>
            <Award size={12} aria-hidden="true" />
            {t(`customer.tier.${customer.tier}`)}
          </Badge>
        )}
      </div>
      <LocalTime timeZone={customer.timeZone} />
      <dl className={styles.facts}>
        <div>
          <dt>{t('customer.since')}</dt>
          <dd>{time.date(customer.customerSinceAt)}</dd>
        </div>
        <div>
          <dt>{t('customer.spent')}</dt>
          <dd>{names.money(customer.spentMinor, customer.currency)}</dd>
        </div>
      </dl>
    </div>
  )
})
