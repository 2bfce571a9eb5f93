import { useTranslation } from 'react-i18next'
import { Button } from '../../../../src-renderer/ui/button.tsx'
import { Popover } from '../../../../src-renderer/ui/popover.tsx'
import styles from './confirm.module.css'

interface ConfirmProps {
  label: string
  /** What will happen, before it does. */
  question: string
  onConfirm: () => Promise<void>
}

/** For what cannot be taken back: says what it means, then asks. */
export function Confirm({ label, question, onConfirm }: ConfirmProps) {
  const { t } = useTranslation()
  return (
    <Popover label={label} trigger={<Button size="small">{label}</Button>} size="small" placement="bottom start">
      {(close) => (
        <div className={styles.question}>
          <p>{question}</p>
          <div className={styles.actions}>
            <Button look="quiet" size="small" onPress={close}>
              {t('sheet.cancel')}
            </Button>
            <Button
              look="primary"
              size="small"
              onPress={() => {
                close()
                void onConfirm()
              }}
            >
              {label}
            </Button>
          </div>
        </div>
      )}
    </Popover>
  )
}
