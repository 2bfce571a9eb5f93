import { type FormEvent, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { CodeField } from '../../parts/code-field.tsx'
import form from '../../parts/form.module.css'
import { focusField, textOf } from '../../parts/form-fields.ts'
import { FormProblem } from '../../parts/form-problem.tsx'
import { PasswordField } from '../../parts/password-field.tsx'
import { useAttempt } from '../../parts/use-attempt.ts'
import { focusOnEntry } from '../../ui/focus-on-entry.ts'
import { Button } from '../../ui/button.tsx'
import type { AccountProblem } from './account-problem.ts'

interface PasswordAndCodeProps {
  email: string
  /** What will come of it. */
  lesson: string
  /** On the button. */
  action: string
  look: 'primary' | 'danger'
  onBack: () => void
  /** Null: done. */
  run: (password: string, code: string) => Promise<AccountProblem | null>
}

/** What somebody at an open desk does not have: the password and a code of the second factor, for what changes it. */
export function PasswordAndCode({ email, lesson, action, look, onBack, run }: PasswordAndCodeProps) {
  const { t } = useTranslation()
  const problemId = useId()
  const attempt = useAttempt<AccountProblem>((problem) => t(`account.problem.${problem}`))
  const { problem } = attempt
  const isCodeWrong = problem === 'wrong-code' || problem === 'incomplete-code'

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const element = event.currentTarget
    const failed = await attempt.run(() => run(textOf(element, 'password'), textOf(element, 'code')))
    if (failed) focusField(element, failed === 'wrong-code' || failed === 'incomplete-code' ? 'code' : 'password')
  }
  return (
    <form className={form.form} onSubmit={(event) => void onSubmit(event)} noValidate>
      <p className={form.lesson}>{lesson}</p>
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
        aria-describedby={problem === null || isCodeWrong ? undefined : problemId}
      />
      <CodeField
        label={t('code.label')}
        hint={t('code.hint')}
        required
        aria-invalid={isCodeWrong}
        aria-describedby={isCodeWrong ? problemId : undefined}
      />
      <div className={form.actions}>
        <Button onPress={onBack}>{t('account.cancel')}</Button>
        <Button look={look} type="submit" isDisabled={attempt.isUnderWay} className={form.submit}>
          {attempt.isUnderWay ? t('account.checking') : action}
        </Button>
      </div>
    </form>
  )
}
