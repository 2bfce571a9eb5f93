import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMain } from '../../connection/main-context.ts'
import { inBackground } from '../../parts/in-background.ts'
import { announce } from '../../ui/announcer.ts'
import { Button } from '../../ui/button.tsx'
import { type Answered, endSession, listSessions } from './account-actions.ts'
import styles from './session-list.module.css'
import { type Session, SessionRow } from './session-row.tsx'

/** Where the agent is signed in, as the server knows it. */
export function SessionList() {
  const { t } = useTranslation()
  const main = useMain()
  const heading = useRef<HTMLHeadingElement>(null)
  const [answered, setAnswered] = useState<Answered<readonly Session[]> | null>(null)
  useEffect(() => {
    let isGone = false
    listSessions(main).then((answer) => isGone || setAnswered(answer), reportError)
    return () => {
      isGone = true
    }
  }, [main])

  const load = async () => {
    setAnswered(null)
    setAnswered(await listSessions(main))
  }
  const end = async (session: Session) => {
    const problem = await endSession(main, session.id)
    if (problem !== null) {
      announce(t(`account.problem.${problem}`), 'assertive')
      setAnswered({ ok: false, problem })
      return
    }
    announce(t('account.sessions.ended', { device: session.deviceName }))
    // Its row goes, and the focus with it.
    heading.current?.focus()
    setAnswered(await listSessions(main))
  }
  return (
    <section className={styles.section}>
      <h3 className={styles.heading} ref={heading} tabIndex={-1}>
        {t('account.sessions.title')}
      </h3>
      {answered === null ? <p className={styles.muted}>{t('account.sessions.loading')}</p> : null}
      {answered?.ok === false ? (
        <p className={styles.failed}>
          <span>{t(`account.problem.${answered.problem}`)}</span>
          <Button size="small" onPress={inBackground(load)}>
            {t('account.sessions.again')}
          </Button>
        </p>
      ) : null}
      {answered?.ok ? (
        <ul className={styles.list} aria-label={t('account.sessions.title')}>
          {answered.value.map((session) => (
            <SessionRow key={session.id} session={session} onEnd={() => end(session)} />
          ))}
        </ul>
      ) : null}
    </section>
  )
}
