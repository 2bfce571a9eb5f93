import { Download, Printer } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import form from '../../parts/form.module.css'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { CopyButton } from '../../parts/copy-button.tsx'
import styles from './recovery-codes.module.css'
import { saveText } from './save-text.ts'

interface RecoveryCodesProps {
  codes: readonly string[]
  email: string
  onKept: () => void
}

/** The way in without the telephone. Shown once, so nothing goes on before somebody says that they have them. */
export function RecoveryCodes({ codes, email, onKept }: RecoveryCodesProps) {
  const { t } = useTranslation()
  const [areKept, setAreKept] = useState(false)
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus(), [])
  const heading = t('account.codes.for', { email })
  const text = `${heading}\n\n${codes.join('\n')}\n`
  return (
    <div className={form.form}>
      <div className={styles.sheet} data-recovery-codes="">
        <h2 className={styles.title} ref={title} tabIndex={-1}>
          {t('account.codes.title')}
        </h2>
        <p className={styles.printed}>{heading}</p>
        <p className={form.lesson}>{t('account.codes.what')}</p>
        <ul className={styles.codes} dir="ltr">
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ul>
      </div>
      <div className={styles.ways}>
        <CopyButton text={text} />
        <Button
          size="small"
          icon={<Printer size={14} strokeWidth={1.75} aria-hidden="true" />}
          onPress={() => window.print()}
        >
          {t('account.codes.print')}
        </Button>
        <Button
          size="small"
          icon={<Download size={14} strokeWidth={1.75} aria-hidden="true" />}
          onPress={() => saveText('farline-recovery-codes.txt', text)}
        >
          {t('account.codes.save')}
        </Button>
      </div>
      <Checkbox isSelected={areKept} onChange={setAreKept}>
        {t('account.codes.kept')}
      </Checkbox>
      <div className={form.actions}>
        <Button look="primary" isDisabled={!areKept} className={form.submit} onPress={onKept}>
          {t('account.codes.done')}
        </Button>
      </div>
    </div>
  )
}
