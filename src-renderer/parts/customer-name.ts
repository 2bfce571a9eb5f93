import { useTranslation } from 'react-i18next'

/** A visitor who has not said who they are is called that, never left blank. */
export function useCustomerName(): (name: string) => string {
  const { t } = useTranslation()
  return (name) => (name.trim() === '' ? t('customer.unnamed') : name)
}
