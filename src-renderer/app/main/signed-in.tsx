import { useState } from 'react'
import type { WindowPlace } from '#shared/rpc/window-place.ts'
import type { SessionState } from '#shared/rpc/workstation-contract.ts'
import { PasswordRequired } from '../../features/account/password-required.tsx'
import { SecondFactorRequired } from '../../features/account/second-factor-required.tsx'
import { SessionCommands } from '../../features/session/session-commands.tsx'
import { Desk } from './desk.tsx'
import { NoticeBar } from './notice-bar.tsx'
import { useReportActivity } from './use-report-activity.ts'

interface SignedInProps {
  session: Extract<SessionState, { state: 'signed-in' }>
  place: WindowPlace
}

/** Somebody is in. A password of their own, and a second factor where their organisation wants one, come before their work. */
export function SignedIn({ session, place }: SignedInProps) {
  // Recovery codes are shown once: the work waits until somebody has kept them, although the factor is set up by then.
  const [hasCodesToKeep, setHasCodesToKeep] = useState(false)
  useReportActivity()
  return (
    <>
      {session.mustChangePassword ? (
        <>
          <NoticeBar />
          <PasswordRequired email={session.agent.email} />
        </>
      ) : session.needsSecondFactor || hasCodesToKeep ? (
        <>
          <NoticeBar />
          <SecondFactorRequired
            email={session.agent.email}
            onCodes={() => setHasCodesToKeep(true)}
            onDone={() => setHasCodesToKeep(false)}
          />
        </>
      ) : (
        <Desk session={session} place={place} />
      )}
      <SessionCommands />
    </>
  )
}
