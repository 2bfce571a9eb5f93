import { type FormEvent, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useMain } from '../../connection/main-context.ts'
import form from '../../parts/form.module.css'
import { focusField, textOf } from '../../parts/form-fields.ts'
import { FormProblem } from '../../parts/form-problem.tsx'
import { PasswordField } from '../../parts/password-field.tsx'
import { useAttempt } from '../../parts/use-attempt.ts'
import { focusOnEntry } from '../../ui/focus-on-entry.ts'
import { Button } from '../../ui/button.tsx'
import { beginSecondFactor } from './account-actions.ts'
import type { AccountProblem } from './account-problem.ts'
import type { SecondFactorBegun } from './second-factor-begun.ts'

interface SecondFactorPasswordProps {
  email: string
  onBegun: (begun: SecondFactorBegun) => void
  onBack?: (() => void) | undefined
}

/** Whoever finds an open desk must not be able to put their own telephone in between. */
export function SecondFactorPassword({ email, onBegun, onBack }: SecondFactorPasswordProps) {
  const { t } = useTranslation()
  const main = useMain()
  const problemId = useId()
  const attempt = useAttempt<AccountProblem>((problem) => t(`account.problem.${problem}`))

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const element = event.currentTarget
    const failed = await attempt.run(async () => {
      const answered = await beginSecondFactor(main, textOf(element, 'password'))
      if (!answered.ok) return answered.problem
      onBegun(answered.value)
      return null
    })
    if (failed) focusField(element, 'password')
  }
  return (
    <form className={form.form} onSubmit={(event) => void onSubmit(event)} noValidate>
      <p className={form.lesson}>{t('account.factor.what')}</p>
      {attempt.problem === null ? null : (
        <FormProblem id={problemId}>{t(`account.problem.${attempt.problem}`)}</FormProblem>
      )}
      {/* For password managers, which keep a password with the name that it belongs to. */}
      <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
      <PasswordField
        label={t('account.password.present')}
        name="password"
        autoComplete="current-password"
        required
        // The only thing to do here.
        ref={focusOnEntry}
        aria-invalid={attempt.problem === 'wrong-password' || attempt.problem === 'incomplete'}
        aria-describedby={attempt.problem === null ? undefined : problemId}
      />
      <div className={form.actions}>
        {onBack === undefined ? null : <Button onPress={onBack}>{t('door.back')}</Button>}
        <Button look="primary" type="submit" isDisabled={attempt.isUnderWay} className={form.submit}>
          {t(attempt.isUnderWay ? 'account.checking' : 'account.factor.begin')}
        </Button>
      </div>
    </form>
  )
}
