import { useEffect, useMemo } from 'react'
import { systemClock } from '#shared/kit/clock.ts'
import { createIdSource } from '#shared/kit/id-source.ts'
import type { WindowPlace } from '#shared/rpc/window-place.ts'
import type { DeskSession } from '#shared/rpc/workstation-contract.ts'
import { follow } from '../../connection/follow.ts'
import { useMain } from '../../connection/main-context.ts'
import { type Workstation, WorkstationContext } from '../../connection/workstation-context.ts'
import { queriesOf } from '../../connection/queries-of.ts'
import { AccountPanel } from '../../features/account/account-panel.tsx'
import { FollowSaved } from '../../features/computer/follow-saved.tsx'
import { Paper } from '../../features/paper/paper.tsx'
import type { PaperPlace } from '../../features/paper/paper-of.ts'
import { KeyHelp } from '../../features/palette/key-help.tsx'
import { Palette } from '../../features/palette/palette.tsx'
import { takeAround } from '../../state/around.ts'
import { takeOutgoing } from '../../state/files/outgoing.ts'
import { usePresence } from '../../state/presence.ts'
import { useUnfinished } from '../../state/unfinished.ts'
import { useWorkstationState } from '../../state/workstation-state.ts'
import { DirectoryProvider } from './directory-provider.tsx'
import { OpenConversationProvider } from './open-conversation-provider.tsx'
import { WindowAtPlace } from './window-at-place.tsx'
import { WindowCommands } from './window-commands.tsx'

interface DeskProps {
  session: DeskSession
  place: WindowPlace
  paper: PaperPlace | null
}

const newId = createIdSource(systemClock, () => crypto.getRandomValues(new Uint8Array(16)))

/**
 * The workplace of whoever is signed in. That of a locked desk is drawn behind its door without a row: the worker answers
 * when it gets the key, and main is asked when somebody is in.
 */
export function Desk({ session, place, paper }: DeskProps) {
  const main = useMain()
  const { replicaName, agent, organisation } = session
  const queries = queriesOf(replicaName, main)
  const isOpen = session.state === 'signed-in'
  const workstation = useMemo(
    (): Workstation => ({ main, queries, newId, agent, organisation }),
    [main, queries, agent, organisation],
  )
  useEffect(() => {
    if (!isOpen) return undefined
    const abort = new AbortController()
    follow(
      (options) => queries.replica.watch(undefined, options),
      (replica) => useWorkstationState.setState({ replica }),
      abort,
    ).catch(reportError)
    return () => {
      abort.abort()
      useWorkstationState.setState({ replica: null })
    }
  }, [queries, isOpen])
  useEffect(() => {
    if (!isOpen) return undefined
    const abort = new AbortController()
    follow(
      (options) => main.drafts.list(undefined, options),
      ({ conversationIds }) => useUnfinished.setState({ conversationIds: new Set(conversationIds) }),
      abort,
    ).catch(reportError)
    follow((options) => main.around.watch(undefined, options), takeAround, abort).catch(reportError)
    follow(
      (options) => main.presence.watch(undefined, options),
      (view) => usePresence.setState(view),
      abort,
    ).catch(reportError)
    follow((options) => main.files.watch({ conversationId: null }, options), takeOutgoing, abort).catch(reportError)
    return () => abort.abort()
  }, [main, isOpen])
  return (
    <WorkstationContext value={workstation}>
      <DirectoryProvider>
        <OpenConversationProvider>
          {paper ? (
            <Paper place={paper} />
          ) : (
            <>
              <WindowAtPlace place={place} />
              <WindowCommands />
              <Palette />
              <KeyHelp />
              <AccountPanel />
              <FollowSaved />
            </>
          )}
        </OpenConversationProvider>
      </DirectoryProvider>
    </WorkstationContext>
  )
}
