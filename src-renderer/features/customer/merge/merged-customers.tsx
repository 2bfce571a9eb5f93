import { useTranslation } from 'react-i18next'
import type { Customer } from '#shared/domain/customer/customer.ts'
import { unmergeCustomers } from '../../../actions/customer-actions.ts'
import { useWorkstation } from '../../../connection/workstation-context.ts'
import { useCustomerName } from '../../../parts/customer-name.ts'
import { inBackground } from '../../../parts/in-background.ts'
import { useSubmitFeedback } from '../../../parts/use-submit-feedback.ts'
import { announce } from '../../../ui/announcer.ts'
import { Button } from '../../../ui/button.tsx'
import styles from './merged-customers.module.css'

/** Under which other rows the same person is known; each can be told apart again. */
export function MergedCustomers({ merged }: { merged: readonly Customer[] }) {
  const { t } = useTranslation()
  const desk = useWorkstation()
  const wasSaved = useSubmitFeedback()
  const nameOf = useCustomerName()
  const part = async ({ id, mergedIntoId }: Customer) => {
    if (mergedIntoId === null) return
    const submitted = await unmergeCustomers(desk, id, mergedIntoId as Customer['id'])
    if (wasSaved(submitted)) announce(t('customer.said.parted'))
  }
  return (
    <ul className={styles.list} aria-label={t('customer.merge.merged')}>
      {merged.map((customer) => (
        <li key={customer.id} className={styles.customer}>
          <span className={styles.words}>
            <bdi>{nameOf(customer.name)}</bdi>
            <bdi className={styles.handle}>{customer.email || customer.phone}</bdi>
          </span>
          <Button
            size="small"
            look="quiet"
            aria-label={t('customer.merge.partName', { name: nameOf(customer.name) })}
            onPress={inBackground(() => part(customer))}
          >
            {t('customer.merge.part')}
          </Button>
        </li>
      ))}
    </ul>
  )
}
