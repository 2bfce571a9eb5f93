import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DirectoryEntry } from '#shared/domain/directory/directory-entry.ts'
import { announce } from '../../../../src-renderer/ui/announcer.ts'
import { adminApi } from '../api/admin-api.ts'
import { useOffice } from '../office-context.ts'
import { Confirm } from '../parts/confirm.tsx'
import { Problem, type ProblemGiven } from '../parts/problem.tsx'
import styles from './agent-sheet.module.css'

/** How somebody comes in, and that they do not any more. */
export function AgentAccess({ agent, onDone }: { agent: DirectoryEntry; onDone: () => void }) {
  const { t } = useTranslation()
  const { run } = useOffice()
  const [password, setPassword] = useState<string>()
  const [refused, setRefused] = useState<ProblemGiven>()

  const reset = async () => {
    const answer = await adminApi.password(agent.id)
    if (!answer.ok) return setRefused(answer)
    setRefused(undefined)
    setPassword(answer.value.password)
    announce(t('agent.passwordIsThere'), 'polite')
  }
  const change = async (type: 'agent.leave' | 'agent.return') => {
    const answer = await run(type, { id: agent.id })
    if (!answer.ok) return setRefused(answer)
    announce(t('sheet.saved'), 'polite')
    onDone()
  }

  return (
    <section className={styles.section} aria-label={t('agent.access')}>
      <h3 className={styles.title}>{t('agent.access')}</h3>
      {refused === undefined ? null : <Problem {...refused} />}
      {password === undefined ? null : (
        <>
          <p className={styles.lesson}>{t('agent.passwordLesson')}</p>
          <output className={styles.secret} dir="ltr">
            {password}
          </output>
        </>
      )}
      <div className={styles.actions}>
        {agent.isActive ? (
          <>
            <Confirm
              label={t('agent.password')}
              question={t('agent.passwordQuestion', { name: agent.name })}
              onConfirm={reset}
            />
            <Confirm
              label={t('agent.leave')}
              question={t('agent.leaveQuestion', { name: agent.name })}
              onConfirm={() => change('agent.leave')}
            />
          </>
        ) : (
          <Confirm
            label={t('agent.return')}
            question={t('agent.returnQuestion', { name: agent.name })}
            onConfirm={() => change('agent.return')}
          />
        )}
      </div>
    </section>
  )
}
