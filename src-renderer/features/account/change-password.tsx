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
import { changePassword } from './account-actions.ts'
import type { AccountProblem } from './account-problem.ts'

interface ChangePasswordProps {
  email: string
  /** Absent where there is no way round it. */
  onBack?: (() => void) | undefined
  onChanged: () => void
}

/** The rules stand there before anything is typed. Whether a password keeps them, the server says: no meter guesses it here. */
export function ChangePassword({ email, onBack, onChanged }: ChangePasswordProps) {
  const { t } = useTranslation()
  const main = useMain()
  const problemId = useId()
  const attempt = useAttempt<AccountProblem>((problem) => t(`account.problem.${problem}`))
  const { problem } = attempt
  const isNewWrong = problem === 'weak-password' || problem === 'same-password'

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const element = event.currentTarget
    const failed = await attempt.run(() =>
      changePassword(main, textOf(element, 'password'), textOf(element, 'new-password')),
    )
    if (failed === null) onChanged()
    if (failed) {
      const isNew = failed === 'weak-password' || failed === 'same-password'
      focusField(element, isNew ? 'new-password' : 'password')
    }
  }
  return (
    <form className={form.form} onSubmit={(event) => void onSubmit(event)} noValidate>
      <p className={form.lesson}>{t('account.password.endsOthers')}</p>
      {problem === null ? null : <FormProblem id={problemId}>{t(`account.problem.${problem}`)}</FormProblem>}
      {/* For password managers, which keep a password with the name that it belongs to. */}
      <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
      <PasswordField
        label={t('account.password.present')}
        name="password"
        autoComplete="current-password"
        required
        // Called up to be filled in.
        ref={focusOnEntry}
        aria-invalid={problem === 'wrong-password' || problem === 'incomplete'}
        aria-describedby={problem === null || isNewWrong ? undefined : problemId}
      />
      <PasswordField
        label={t('account.password.new')}
        hint={t('account.password.rules')}
        name="new-password"
        autoComplete="new-password"
        required
        aria-invalid={isNewWrong}
        aria-describedby={isNewWrong ? problemId : undefined}
      />
      <div className={form.actions}>
        {onBack ? <Button onPress={onBack}>{t('account.cancel')}</Button> : null}
        <Button look="primary" type="submit" isDisabled={attempt.isUnderWay} className={form.submit}>
          {t(attempt.isUnderWay ? 'account.checking' : 'account.password.change')}
        </Button>
      </div>
    </form>
  )
}
