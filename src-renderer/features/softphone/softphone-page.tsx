import { PhoneOff } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../ui/empty-state.tsx'

/** Where calls will be. Until there are any it says so, and offers nothing that does not work. */
export function SoftphonePage() {
  const { t } = useTranslation()
  return (
    <EmptyState icon={<PhoneOff size={32} strokeWidth={1.25} />} title={t('softphone.none.title')}>
      {t('softphone.none.lesson')}
    </EmptyState>
  )
}
