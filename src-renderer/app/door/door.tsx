import { useState } from 'react'
import type { SessionState } from '#shared/rpc/workstation-contract.ts'
import { useMain } from '../../connection/main-context.ts'
import { AppearanceMenu } from '../../features/preferences/appearance-menu.tsx'
import { Locked } from '../../features/session/locked.tsx'
import { ServerChoice } from '../../features/session/server-choice.tsx'
import { SignIn } from '../../features/session/sign-in.tsx'
import styles from './door.module.css'
import { refreshHost } from '../main/follow-main.ts'
import { NoticeBar } from '../main/notice-bar.tsx'

type AtTheDoor = Exclude<SessionState, { state: 'signed-in' }>

/** Nobody is in. What is shown belongs to the session's state; the way aside from it is a choice of this window alone. */
export function Door({ session }: { session: AtTheDoor }) {
  const [aside, setAside] = useState<AtTheDoor['state'] | null>(null)
  const isAside = aside === session.state
  return (
    <div className={styles.door}>
      <div className={styles.corner}>
        <AppearanceMenu />
      </div>
      <div className={styles.notices}>
        <NoticeBar />
      </div>
      <Inside session={session} isAside={isAside} onAside={(away) => setAside(away ? session.state : null)} />
    </div>
  )
}

interface InsideProps {
  session: AtTheDoor
  /** From the sign-in to another server; from a locked desk to somebody else's sign-in. */
  isAside: boolean
  onAside: (isAside: boolean) => void
}

function Inside({ session, isAside, onAside }: InsideProps) {
  const main = useMain()
  const onChosen = () => {
    refreshHost(main)
    onAside(false)
  }
  if (session.state === 'no-server') return <ServerChoice onChosen={onChosen} />
  if (session.state === 'signed-out') {
    return isAside ? (
      <ServerChoice onChosen={onChosen} onBack={() => onAside(false)} />
    ) : (
      <SignIn endedBy={session.problem} onAnotherServer={() => onAside(true)} />
    )
  }
  return isAside ? (
    <SignIn endedBy={null} locked={{ name: session.agent.name, onBack: () => onAside(false) }} />
  ) : (
    <Locked session={session} onSomeoneElse={() => onAside(true)} />
  )
}
