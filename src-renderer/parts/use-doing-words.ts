import { useTranslation } from 'react-i18next'
import type { Doing } from '#shared/rpc/queries-contract.ts'
import { useCustomerName } from './customer-name.ts'

/** What was done, and to whom or to how many. */
export function useDoingWords(): (doing: Pick<Doing, 'type' | 'count' | 'row'>) => string {
  const { t, i18n } = useTranslation()
  const nameOf = useCustomerName()
  return ({ type, count, row }) => {
    const key = `doing.done.${type.replace('.', '-')}`
    const deed = i18n.exists(key) ? t(key as 'doing.done.other') : t('doing.done.other')
    if (count > 1) return t('doing.many', { deed, count })
    return row ? t('doing.one', { deed, name: nameOf(row.customerName) }) : deed
  }
}
