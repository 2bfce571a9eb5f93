import { TriangleAlert } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMain } from '../../connection/main-context.ts'
import { Mark } from '../../parts/mark.tsx'
import { announce } from '../../ui/announcer.ts'
import { Button } from '../../ui/button.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import { type SignInProblem, signIn } from './sign-in-action.ts'
import { signedOutWords } from './signed-out-words.ts'
import styles from './sign-in.module.css'

/** `endedBy`: why the last session ended, when the server ended it. */
export function SignIn({ endedBy, serverUrl }: { endedBy: string | null; serverUrl: string | undefined }) {
  const { t, i18n } = useTranslation()
  const main = useMain()
  const [problem, setProblem] = useState<SignInProblem | null>(null)
  const [isUnderWay, setIsUnderWay] = useState(false)

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (isUnderWay) return
    const form = new FormData(event.currentTarget)
    setIsUnderWay(true)
    setProblem(null)
    const failed = await signIn(main, textOf(form, 'email'), textOf(form, 'password'))
    setIsUnderWay(false)
    if (failed === null) return
    setProblem(failed)
    announce(t(`signIn.problem.${failed}`), 'assertive')
  }
  const ended = signedOutWords(endedBy, i18n)

  return (
    <main className={styles.page}>
      <form className={styles.card} onSubmit={(event) => void onSubmit(event)} noValidate>
        <Mark size={36} />
        <h1 className={styles.title}>{t('signIn.title')}</h1>
        {ended === null || problem !== null ? null : <p className={styles.ended}>{ended}</p>}
        {problem === null ? null : (
          <p className={styles.problem} id="sign-in-problem">
            <TriangleAlert size={16} aria-hidden="true" />
            <span>{t(`signIn.problem.${problem}`)}</span>
          </p>
        )}
        <TextInput
          label={t('signIn.email')}
          name="email"
          type="email"
          autoComplete="username"
          dir="ltr"
          required
          // The only thing to do on this screen.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          aria-describedby={problem === null ? undefined : 'sign-in-problem'}
        />
        <TextInput
          label={t('signIn.password')}
          name="password"
          type="password"
          autoComplete="current-password"
          dir="ltr"
          required
          aria-invalid={problem === 'wrong-password' || problem === 'incomplete'}
          aria-describedby={problem === null ? undefined : 'sign-in-problem'}
        />
        <Button look="primary" type="submit" isDisabled={isUnderWay} className={styles.submit}>
          {t(isUnderWay ? 'signIn.underWay' : 'signIn.submit')}
        </Button>
        {serverUrl === undefined ? null : (
          <p className={styles.server}>
            {t('signIn.server')} <bdi>{serverUrl}</bdi>
          </p>
        )}
      </form>
    </main>
  )
}

function textOf(form: FormData, field: string): string {
  const value = form.get(field)
  return typeof value === 'string' ? value : ''
}
