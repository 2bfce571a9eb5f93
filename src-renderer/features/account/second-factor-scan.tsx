import { type FormEvent, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useMain } from '../../connection/main-context.ts'
import { CodeField } from '../../parts/code-field.tsx'
import form from '../../parts/form.module.css'
import { focusField, textOf } from '../../parts/form-fields.ts'
import { FormProblem } from '../../parts/form-problem.tsx'
import { useAttempt } from '../../parts/use-attempt.ts'
import { focusOnEntry } from '../../ui/focus-on-entry.ts'
import { Button } from '../../ui/button.tsx'
import { confirmSecondFactor } from './account-actions.ts'
import type { AccountProblem } from './account-problem.ts'
import { CopyButton } from '../../parts/copy-button.tsx'
import { QrCode } from './qr-code.tsx'
import type { SecondFactorBegun } from './second-factor-begun.ts'
import styles from './second-factor-scan.module.css'
import { secretGroups } from './secret-groups.ts'

interface SecondFactorScanProps {
  begun: SecondFactorBegun
  onConfirmed: (recoveryCodes: readonly string[]) => void
  onBack: () => void
}

/** The key goes into the telephone, by its camera or by hand; the first code proves that it arrived. */
export function SecondFactorScan({ begun, onConfirmed, onBack }: SecondFactorScanProps) {
  const { t } = useTranslation()
  const main = useMain()
  const problemId = useId()
  const attempt = useAttempt<AccountProblem>((problem) => t(`account.problem.${problem}`))

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const element = event.currentTarget
    const failed = await attempt.run(async () => {
      const answered = await confirmSecondFactor(main, textOf(element, 'code'))
      if (!answered.ok) return answered.problem
      onConfirmed(answered.value)
      return null
    })
    if (failed) focusField(element, 'code')
  }
  return (
    <form className={form.form} onSubmit={(event) => void onSubmit(event)} noValidate>
      <p className={form.lesson}>{t('account.factor.scan')}</p>
      <div className={styles.ways}>
        <QrCode text={begun.address} label={t('account.factor.picture')} />
        <div className={styles.byHand}>
          <p className={form.lesson}>{t('account.factor.byHand')}</p>
          <p className={styles.secret} dir="ltr" data-secret="">
            {secretGroups(begun.secret).map((group, index) => (
              // A key never changes while it is shown, and may hold the same group twice.
              <code key={`${index}-${group}`}>{group}</code>
            ))}
          </p>
          <CopyButton text={begun.secret} />
        </div>
      </div>
      {attempt.problem === null ? null : (
        <FormProblem id={problemId}>{t(`account.problem.${attempt.problem}`)}</FormProblem>
      )}
      <CodeField
        label={t('account.factor.code')}
        required
        // The key is put into a telephone; here there is only this to do.
        ref={focusOnEntry}
        aria-invalid={attempt.problem === 'wrong-code' || attempt.problem === 'incomplete-code'}
        aria-describedby={attempt.problem === null ? undefined : problemId}
      />
      <div className={form.actions}>
        <Button onPress={onBack}>{t('door.back')}</Button>
        <Button look="primary" type="submit" isDisabled={attempt.isUnderWay} className={form.submit}>
          {t(attempt.isUnderWay ? 'account.checking' : 'account.factor.confirm')}
        </Button>
      </div>
    </form>
  )
}
