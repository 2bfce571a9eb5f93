import { UsersRound } from 'lucide-react'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useLive } from '../../connection/use-live.ts'
import { useWorkstation } from '../../connection/workstation-context.ts'
import { useFormats } from '../../i18n/use-formats.ts'
import { PresenceDot } from '../../parts/presence-dot.tsx'
import { usePresenceWords } from '../../parts/presence-words.ts'
import { useDirectory } from '../../state/directory.ts'
import { useNow } from '../../state/now.ts'
import { usePresence } from '../../state/presence.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { type TeamMember, teamMembers } from './team-members.ts'
import styles from './team-page.module.css'
import { TeamWorkItem } from './team-work-item.tsx'

/** For whoever directs: who can do what since when, who has what, and who waits. */
export function TeamPage() {
  const { t } = useTranslation()
  const { queries, agent } = useWorkstation()
  const directory = useDirectory()
  const presences = usePresence((view) => view.agents)
  const work = useLive(
    useCallback((options: { signal: AbortSignal }) => queries.team.work(undefined, options), [queries]),
    'team',
  )
  const brandIds = directory.get(agent.id)?.brandIds
  const members = useMemo(
    () => teamMembers({ directory: directory.values(), presences, rows: work?.rows ?? [], brandIds: brandIds ?? [] }),
    [directory, presences, work, brandIds],
  )
  if (!agent.rights.includes('conversation.direct')) {
    return (
      <EmptyState icon={<UsersRound size={32} strokeWidth={1.25} />} title={t('team.notYours.title')}>
        {t('team.notYours.lesson')}
      </EmptyState>
    )
  }
  const waiting = members.reduce((sum, member) => sum + member.waiting, 0)
  return (
    <div className={styles.page}>
      <p className={styles.summary}>{t('team.summary', { count: waiting })}</p>
      <ul className={styles.agents} aria-label={t('team.agents')}>
        {members.map((member) => (
          <Member key={member.agent.id} member={member} />
        ))}
      </ul>
      {work?.hasMore ? <p className={styles.summary}>{t('team.more')}</p> : null}
    </div>
  )
}

function Member({ member: { agent, presence, work, waiting } }: { member: TeamMember }) {
  const { t } = useTranslation()
  const { time } = useFormats()
  const now = useNow()
  const wordsOf = usePresenceWords()
  const shown = presence ?? { state: 'offline' as const, reasonId: '', cause: 'signed-out' as const }
  return (
    <li className={styles.agent} data-agent={agent.id}>
      <div className={styles.head}>
        <h2 className={styles.name} dir="auto">
          {agent.name}
        </h2>
        <span className={styles.state} data-agent-presence={shown.state}>
          <PresenceDot state={shown.state} />
          {presence
            ? t('team.since', { state: wordsOf(shown), time: time.ago(presence.sinceAt, now) })
            : wordsOf(shown)}
        </span>
        {presence?.next ? (
          <span className={styles.state}>
            {t('team.then', { next: wordsOf({ ...presence.next, cause: 'chosen' }) })}
          </span>
        ) : null}
        <span className={styles.load}>{t('team.load', { count: work.length })}</span>
        {waiting > 0 ? <span className={styles.load}>{t('team.waiting', { count: waiting })}</span> : null}
      </div>
      {work.length === 0 ? null : (
        <ul className={styles.work} aria-label={t('team.workOf', { name: agent.name })}>
          {work.map((row) => (
            <TeamWorkItem key={row.conversation.id} row={row} />
          ))}
        </ul>
      )}
    </li>
  )
}
