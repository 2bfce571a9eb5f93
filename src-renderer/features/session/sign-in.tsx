import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMain } from '../../connection/main-context.ts'
import { DoorPage } from '../../parts/door-page.tsx'
import form from '../../parts/form.module.css'
import { focusField, textOf } from '../../parts/form-fields.ts'
import { PasswordField } from '../../parts/password-field.tsx'
import { focusOnEntry } from '../../ui/focus-on-entry.ts'
import { Button } from '../../ui/button.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import { CodeStep } from './code-step.tsx'
import { signIn, tellTyping } from './door-actions.ts'
import { DoorProblemLine } from './door-problem-line.tsx'
import { KeyStoreNotice } from './key-store-notice.tsx'
import { ServerLine } from './server-line.tsx'
import { signedOutWords } from './signed-out-words.ts'
import { useDoor } from './use-door.ts'

interface SignInProps {
  /** Why the last session ended, when that was not its agent's wish. */
  endedBy: string | null
  onAnotherServer?: () => void
  /** Whose desk stays locked on this computer, and the way back to it. */
  locked?: { readonly name: string; readonly onBack: () => void }
}

export function SignIn({ endedBy, onAnotherServer, locked }: SignInProps) {
  const { t, i18n } = useTranslation()
  const main = useMain()
  const problemId = useId()
  const [email, setEmail] = useState('')
  const [isReturning, setIsReturning] = useState(false)
  const door = useDoor('signIn', (password: string, code?: string) =>
    signIn(main, { email, password, ...(code === undefined ? {} : { code }) }),
  )
  const { problem, accepted, isUnderWay, isWaiting } = door
  const ended = signedOutWords(endedBy, i18n)

  const back = () => {
    setIsReturning(true)
    door.back()
  }

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const element = event.currentTarget
    if (isWaiting) return
    if (await door.go(textOf(element, 'password'))) {
      focusField(element, email.trim().length < 3 ? 'email' : 'password')
    }
  }

  if (accepted !== null) {
    return (
      <DoorPage title={t('code.title')} lead={t('code.for', { email: email.trim() })} foot={<ServerLine />}>
        <CodeStep {...door} asked="signIn" onCode={(code) => door.go(accepted, code)} onBack={back} />
      </DoorPage>
    )
  }
  return (
    <DoorPage
      title={t('signIn.title')}
      lead={locked && t('signIn.besideLocked', { name: locked.name })}
      foot={
        <>
          <ServerLine onChange={onAnotherServer} />
          <KeyStoreNotice />
        </>
      }
    >
      {ended === null || problem !== null ? null : <p className={form.note}>{ended}</p>}
      <form className={form.form} onSubmit={(event) => void onSubmit(event)} noValidate>
        <DoorProblemLine id={problemId} problem={problem} asked="signIn" />
        <TextInput
          label={t('signIn.email')}
          name="email"
          type="email"
          autoComplete="username"
          dir="ltr"
          required
          onInput={() => tellTyping(main)}
          value={email}
          onChange={(event) => setEmail(event.target.value)}
          // The first thing to do on this page; after the way back from the code, it is there already.
          ref={isReturning ? undefined : focusOnEntry}
          aria-invalid={problem?.kind === 'incomplete' && email.trim().length < 3}
          aria-describedby={problem === null ? undefined : problemId}
        />
        <PasswordField
          label={t('signIn.password')}
          name="password"
          autoComplete="current-password"
          required
          ref={isReturning ? focusOnEntry : undefined}
          aria-invalid={problem?.kind === 'wrong-password' || problem?.kind === 'incomplete'}
          aria-describedby={problem === null ? undefined : problemId}
        />
        <div className={form.actions}>
          {locked === undefined ? null : <Button onPress={locked.onBack}>{t('door.back')}</Button>}
          <Button look="primary" type="submit" isDisabled={isUnderWay || isWaiting} className={form.submit}>
            {t(isUnderWay ? 'signIn.underWay' : 'signIn.submit')}
          </Button>
        </div>
      </form>
    </DoorPage>
  )
}
