import { useState } from 'react'
import type { WindowPlace } from '#shared/rpc/window-place.ts'
import { useTranslation } from 'react-i18next'
import type { DeskSession } from '#shared/rpc/workstation-contract.ts'
import { PasswordRequired } from '../../features/account/password-required.tsx'
import { SecondFactorRequired } from '../../features/account/second-factor-required.tsx'
import type { PaperPlace } from '../../features/paper/paper-of.ts'
import { SessionCommands } from '../../features/session/session-commands.tsx'
import { Desk } from './desk.tsx'
import { NoticeBar } from './notice-bar.tsx'
import { usePageNotices } from './use-page-notices.ts'
import { useReportActivity } from './use-report-activity.ts'

interface AtDeskProps {
  session: DeskSession
  place: WindowPlace
  paper: PaperPlace | null
}

/** Somebody is in, or will be when they have unlocked it. A password of their own, and a second factor where their organisation wants one, come before their work. */
export function AtDesk({ session, place, paper }: AtDeskProps) {
  // Recovery codes are shown once: the work waits until somebody has kept them, although the factor is set up by then.
  const [hasCodesToKeep, setHasCodesToKeep] = useState(false)
  const { t } = useTranslation()
  const asks = session.state === 'signed-in' ? session : null
  useReportActivity()
  usePageNotices(session.agent, t('problem.window'))
  return (
    <>
      {asks?.mustChangePassword ? (
        <>
          <NoticeBar />
          <PasswordRequired email={session.agent.email} />
        </>
      ) : asks?.needsSecondFactor || hasCodesToKeep ? (
        <>
          <NoticeBar />
          <SecondFactorRequired
            email={session.agent.email}
            onCodes={() => setHasCodesToKeep(true)}
            onDone={() => setHasCodesToKeep(false)}
          />
        </>
      ) : (
        <Desk session={session} place={place} paper={paper} />
      )}
      <SessionCommands />
    </>
  )
}
