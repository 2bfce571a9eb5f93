import { implement } from '@orpc/server'
import { commandDefinition } from '#shared/domain/commands.ts'
import { prepareCommand } from '#shared/domain/run-command.ts'
import { unreachable } from '#shared/kit/unreachable.ts'
import { type HostInfo, workstationContract } from '#shared/rpc/workstation-contract.ts'
import type { DeskKeeper } from '../desk/desk-keeper.ts'
import type { PreferencesStore } from '../preferences/preferences.ts'
import type { Session } from '../session/session.ts'

export interface WorkstationServices {
  readonly hostInfo: HostInfo
  readonly session: Session
  readonly desks: DeskKeeper
  readonly preferences: PreferencesStore
  /** Opens a window on this conversation, or names the path that the asking window should open itself. */
  openWindow(conversationId: string | null): Promise<string | null>
}

/** What windows may ask; the same over a MessagePort and over a WebSocket. */
export function createWorkstationRouter({ hostInfo, session, desks, preferences, openWindow }: WorkstationServices) {
  const os = implement(workstationContract)
  return os.router({
    host: { info: os.host.info.handler(() => hostInfo) },
    session: {
      watch: os.session.watch.handler(({ signal }) => session.state.watch(signal)),
      signIn: os.session.signIn.handler(async ({ input, errors }) => {
        const answer = await session.signIn(input.email, input.password)
        if (answer.ok) return { agentId: answer.agentId }
        switch (answer.problem) {
          case 'session/wrong-password':
            throw errors.WRONG_PASSWORD()
          case 'session/too-many-tries':
            throw errors.TOO_MANY_TRIES()
          case 'session/server-unreachable':
            throw errors.SERVER_UNREACHABLE()
          default:
            return unreachable(answer.problem)
        }
      }),
      signOut: os.session.signOut.handler(() => session.signOut()),
    },
    sync: { watch: os.sync.watch.handler(({ signal }) => desks.sync.watch(signal)) },
    commands: {
      submit: os.commands.submit.handler(async ({ input, errors }) => {
        const definition = commandDefinition(input.type)
        const command = { ...input, version: definition?.version ?? 1 }
        const prepared = prepareCommand(command)
        if (!prepared.ok) throw errors.INVALID({ data: { kind: prepared.refusal.kind } })
        if (!definition?.actors.includes('agent')) throw errors.INVALID({ data: { kind: 'command/not-allowed' } })
        const now = await desks.now()
        if (now.state === 'signed-out') throw errors.SIGNED_OUT()
        if (now.state === 'closed') throw errors.NOT_SAVED({ data: { problem: now.refusal.kind } })
        const appended = await now.desk.log.append(command)
        if (!appended.ok) throw errors.NOT_SAVED({ data: { problem: appended.refusal.kind } })
        return { commandId: appended.envelope.id, deviceSeq: appended.envelope.deviceSeq }
      }),
    },
    preferences: {
      watch: os.preferences.watch.handler(({ signal }) => preferences.value.watch(signal)),
      set: os.preferences.set.handler(({ input }) => preferences.change(input)),
    },
    windows: {
      open: os.windows.open.handler(async ({ input }) => ({ path: await openWindow(input.conversationId) })),
    },
  })
}
