import { useTranslation } from 'react-i18next'
import type { EditableDetail } from '#shared/domain/customer/is-well-formed.ts'
import { editCustomer } from '../../../actions/customer-actions.ts'
import { useWorkstation } from '../../../connection/workstation-context.ts'
import { inBackground } from '../../../parts/in-background.ts'
import { useSubmitFeedback } from '../../../parts/use-submit-feedback.ts'
import { announce } from '../../../ui/announcer.ts'

export function useEditCustomer() {
  const { t } = useTranslation()
  const desk = useWorkstation()
  const wasSaved = useSubmitFeedback()
  return (customerId: string, detail: EditableDetail, from: string, to: string) =>
    inBackground(async () => {
      if (wasSaved(await editCustomer(desk, customerId, detail, from, to))) announce(t('customer.said.edited'))
    })()
}
