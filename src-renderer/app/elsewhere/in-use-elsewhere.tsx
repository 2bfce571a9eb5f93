import { useTranslation } from 'react-i18next'
import { DoorPage } from '../../parts/door-page.tsx'
import { Button } from '../../ui/button.tsx'

/**
 * All that is left of a window whose workstation was opened in another browser. It appears by itself, so nothing takes the
 * focus: a key that was meant for the work must not take the desk back.
 */
export function InUseElsewhere({ onTakeBack }: { onTakeBack: () => void }) {
  const { t } = useTranslation()
  return (
    <>
      <title>{`${t('elsewhere.title')} – Farline`}</title>
      <DoorPage title={t('elsewhere.title')} lead={t('elsewhere.lesson')}>
        <Button look="primary" onPress={onTakeBack}>
          {t('elsewhere.takeBack')}
        </Button>
      </DoorPage>
    </>
  )
}
