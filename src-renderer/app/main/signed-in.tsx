import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SessionState } from '#shared/rpc/workstation-contract.ts'
import { SecondFactorRequired } from '../../features/account/second-factor-required.tsx'
import type { PaperPlace } from '../../features/paper/paper-of.ts'
import { SessionCommands } from '../../features/session/session-commands.tsx'
import { Desk } from './desk.tsx'
import { NoticeBar } from './notice-bar.tsx'
import { usePageNotices } from './use-page-notices.ts'
import { useReportActivity } from './use-report-activity.ts'

interface SignedInProps {
  session: Extract<SessionState, { state: 'signed-in' }>
  isDetached: boolean
  paper: PaperPlace | null
}

/** Somebody is in. Where their organisation wants a second factor, that comes before their work. */
export function SignedIn({ session, isDetached, paper }: SignedInProps) {
  // Recovery codes are shown once: the work waits until somebody has kept them, although the factor is set up by then.
  const [hasCodesToKeep, setHasCodesToKeep] = useState(false)
  const { t } = useTranslation()
  useReportActivity()
  usePageNotices(t('problem.window'))
  return (
    <>
      {session.needsSecondFactor || hasCodesToKeep ? (
        <>
          <NoticeBar />
          <SecondFactorRequired
            email={session.agent.email}
            onCodes={() => setHasCodesToKeep(true)}
            onDone={() => setHasCodesToKeep(false)}
          />
        </>
      ) : (
        <Desk session={session} isDetached={isDetached} paper={paper} />
      )}
      <SessionCommands />
    </>
  )
}
