import { type FormEvent, useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { SessionState } from '#shared/rpc/workstation-contract.ts'
import { useMain } from '../../connection/main-context.ts'
import { DoorPage } from '../../parts/door-page.tsx'
import form from '../../parts/form.module.css'
import { focusField, textOf } from '../../parts/form-fields.ts'
import { PasswordField } from '../../parts/password-field.tsx'
import { useTimeLeft } from '../../parts/use-time-left.ts'
import { focusOnEntry } from '../../ui/focus-on-entry.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Button } from '../../ui/button.tsx'
import { CodeStep } from './code-step.tsx'
import { tellTyping, unlock } from './door-actions.ts'
import { DoorProblemLine } from './door-problem-line.tsx'
import { KeyStoreNotice } from './key-store-notice.tsx'
import { KeptUntil } from './kept-until.tsx'
import styles from './locked.module.css'
import { ServerLine } from './server-line.tsx'
import { StillToSend } from './still-to-send.tsx'
import { useClosedUntil } from './use-closed-until.ts'
import { useDoor } from './use-door.ts'

interface LockedProps {
  session: Extract<SessionState, { state: 'locked' }>
  onSomeoneElse: () => void
}

/** Somebody's desk, closed. Nothing on this page is a customer's. */
export function Locked({ session, onSomeoneElse }: LockedProps) {
  const { t } = useTranslation()
  const main = useMain()
  const problemId = useId()
  const door = useDoor('unlock', (password: string, code?: string) =>
    unlock(main, { password, ...(code === undefined ? {} : { code }) }),
  )
  const { agent, organisation, reason, nextTryAt, needsServer, keptUntilAt } = session
  const problem = useClosedUntil(door.problem, nextTryAt)
  const isWaiting = useTimeLeft(problem?.nextTryAt ?? 0) > 0

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const element = event.currentTarget
    if (isWaiting) return
    if (await door.go(textOf(element, 'password'))) focusField(element, 'password')
  }
  return (
    <DoorPage
      title={t('locked.title')}
      lead={t(`locked.reason.${reason}`)}
      foot={
        <>
          <StillToSend />
          <ServerLine />
          <KeyStoreNotice />
        </>
      }
    >
      <div className={styles.who}>
        <Avatar id={agent.email} name={agent.name} size="large" />
        <div className={styles.names}>
          <bdi className={styles.name}>{agent.name}</bdi>
          <bdi className={styles.email}>{agent.email}</bdi>
          <bdi className={styles.email}>{organisation.name}</bdi>
        </div>
      </div>
      <KeptUntil at={keptUntilAt} />
      {needsServer ? <p className={form.note}>{t('locked.needsServer')}</p> : null}
      {door.accepted === null ? (
        <form className={form.form} onSubmit={(event) => void onSubmit(event)} noValidate>
          <DoorProblemLine id={problemId} problem={problem} asked="unlock" />
          {/* For password managers, which keep a password with the name that it belongs to. */}
          <input type="email" name="email" autoComplete="username" value={agent.email} readOnly hidden />
          <PasswordField
            label={t('signIn.password')}
            name="password"
            autoComplete="current-password"
            required
            onInput={() => tellTyping(main)}
            // The only thing to do on this page.
            ref={focusOnEntry}
            aria-invalid={problem?.kind === 'wrong-password' || problem?.kind === 'incomplete'}
            aria-describedby={problem === null ? undefined : problemId}
          />
          <div className={form.actions}>
            <Button onPress={onSomeoneElse}>{t('locked.someoneElse')}</Button>
            <Button look="primary" type="submit" isDisabled={door.isUnderWay || isWaiting} className={form.submit}>
              {t(door.isUnderWay ? 'unlock.underWay' : 'unlock.submit')}
            </Button>
          </div>
        </form>
      ) : (
        <>
          <p className={form.lesson}>{t('locked.code')}</p>
          <CodeStep
            asked="unlock"
            problem={problem}
            isUnderWay={door.isUnderWay}
            isWaiting={isWaiting}
            onCode={(code) => (door.accepted === null ? Promise.resolve(null) : door.go(door.accepted, code))}
            onBack={door.back}
          />
        </>
      )}
    </DoorPage>
  )
}
