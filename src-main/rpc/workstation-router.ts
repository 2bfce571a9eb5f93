import { implement } from '@orpc/server'
import { commandDefinition } from '#shared/domain/commands.ts'
import { prepareCommand } from '#shared/domain/run-command.ts'
import { type HostInfo, workstationContract } from '#shared/rpc/workstation-contract.ts'
import type { DeskKeeper } from '../desk/desk-keeper.ts'
import type { DraftKeeper } from '../drafts/draft-keeper.ts'
import { appendFromDraft } from '../drafts/append-from-draft.ts'
import type { PasswordKeys } from '../keys/password-keys.ts'
import type { Os } from '../os/start-os.ts'
import type { PreferencesStore } from '../preferences/preferences.ts'
import type { OwnPresence } from '../presence/own-presence.ts'
import type { ServerChooser } from '../server/server-chooser.ts'
import type { Account, AccountAnswer } from '../session/account.ts'
import type { Entry } from '../session/entry.ts'
import type { Session } from '../session/session.ts'
import { type AroundServices, createAroundRouter } from './around-router.ts'
import { createDraftsRouter } from './drafts-router.ts'
import { createFilesRouter } from './files-router.ts'
import type { DeskFilesKeeper } from '../attachments/keep-desk-files.ts'
import type { DeskFilesService } from '../attachments/desk-files-service.ts'
import { draftOfCommand } from '../drafts/draft-of-command.ts'
import type { WorkerTurns } from '../sync/worker-turns.ts'
import type { Windows } from '../windows/windows.ts'
import { createPresenceRouter } from './presence-router.ts'
import { createOsRouter } from './os-router.ts'

export interface WorkstationServices {
  hostInfo(): HostInfo
  readonly servers: ServerChooser
  readonly session: Session
  readonly account: Account
  readonly desks: DeskKeeper
  readonly drafts: DraftKeeper
  readonly files: DeskFilesService
  readonly deskFiles: Pick<DeskFilesKeeper, 'now'>
  readonly around: AroundServices
  readonly presence: OwnPresence
  readonly preferences: PreferencesStore
  /** Somebody is at work: nobody has left this computer. */
  active(): void
  readonly windows: Pick<Windows, 'open'>
  readonly workerTurns: Pick<WorkerTurns, 'now'>
  /** The desktop's door can be used. */
  doorDrawn(): void
  readonly passwordKeys: Pick<PasswordKeys, 'prepare'>
  /** The hidden window for calls is there. */
  mediaHere(): void
  openLink(address: string): Promise<boolean>
  readonly os: Os
}

/** What windows may ask; the same over a MessagePort and over a WebSocket. */
export function createWorkstationRouter(services: WorkstationServices) {
  const { hostInfo, servers, session, account, desks, drafts, preferences, windows, openLink } = services
  const os = implement(workstationContract)
  return os.router({
    host: { info: os.host.info.handler(hostInfo) },
    server: {
      probe: os.server.probe.handler(async ({ input, errors }) => {
        const probed = await servers.probe(input.address)
        if (probed.ok) return probed.found
        throw errors[probed.problem]()
      }),
      choose: os.server.choose.handler(async ({ input, errors }) => {
        const problem = await servers.choose(input.url, input.fingerprint)
        if (problem) throw errors[problem]()
      }),
    },
    session: {
      watch: os.session.watch.handler(({ signal }) => session.state.watch(signal)),
      signIn: os.session.signIn.handler(async ({ input, errors }) => {
        const entry = await session.signIn(input)
        if (!entry.ok) throw refusalOf(entry, errors)
        return { agentId: entry.agentId }
      }),
      unlock: os.session.unlock.handler(async ({ input, errors }) => {
        const entry = await session.unlock(input.password, input.code)
        if (entry.ok) return
        // The server may say of a computer that it is no longer welcome only where somebody signs in anew.
        throw entry.problem === 'DEVICE_REVOKED'
          ? errors.WIPED()
          : refusalOf(entry, { ...errors, DEVICE_REVOKED: errors.WIPED })
      }),
      lock: os.session.lock.handler(() => session.lock('asked')),
      active: os.session.active.handler(() => services.active()),
      signOut: os.session.signOut.handler(async ({ input, errors }) => {
        const waiting = desks.sync.get().waiting + (await services.files.unsentOfMessages())
        const isErased = session.seat.get()?.who.policy.wipesAtSignOut === true
        if (waiting > 0 && !input.evenUnsent) throw errors.UNSENT({ data: { waiting, isErased } })
        await session.signOut()
      }),
    },
    account: {
      sessions: os.account.sessions.handler(async ({ errors }) => answered(await account.sessions(), errors)),
      endSession: os.account.endSession.handler(async ({ input, errors }) =>
        answered(await account.endSession(input.sessionId), errors),
      ),
      changePassword: os.account.changePassword.handler(async ({ input, errors }) =>
        answered(await account.changePassword(input.password, input.newPassword), errors),
      ),
      beginSecondFactor: os.account.beginSecondFactor.handler(async ({ input, errors }) =>
        answered(await account.beginSecondFactor(input.password), errors),
      ),
      confirmSecondFactor: os.account.confirmSecondFactor.handler(async ({ input, errors }) =>
        answered(await account.confirmSecondFactor(input.code), errors),
      ),
      renewRecoveryCodes: os.account.renewRecoveryCodes.handler(async ({ input, errors }) =>
        answered(await account.renewRecoveryCodes(input.password, input.code), errors),
      ),
      removeSecondFactor: os.account.removeSecondFactor.handler(async ({ input, errors }) =>
        answered(await account.removeSecondFactor(input.password, input.code), errors),
      ),
    },
    sync: { watch: os.sync.watch.handler(({ signal }) => desks.sync.watch(signal)) },
    commands: {
      submit: os.commands.submit.handler(async ({ input, errors }) => {
        const definition = commandDefinition(input.type)
        const { draft, ...asked } = input
        const command = { ...asked, version: definition?.version ?? 1 }
        const prepared = prepareCommand(command)
        if (!prepared.ok) throw errors.INVALID({ data: { kind: prepared.refusal.kind } })
        if (!definition?.actors.includes('agent')) throw errors.INVALID({ data: { kind: 'command/not-allowed' } })
        const now = await desks.now()
        if (now.state === 'signed-out' || !session.seat.get()?.dataKey) throw errors.SIGNED_OUT()
        if (now.state === 'closed') throw errors.NOT_SAVED({ data: { problem: now.refusal.kind } })
        const { log } = now.desk
        const written = draftOfCommand(command)
        const claimed = await services.files.claim(written?.fileIds ?? [], written?.place.conversationId ?? '')
        if (!claimed.ok) throw errors.INVALID({ data: { kind: claimed.kind } })
        const { appended, left } = await appendFromDraft(command, draft?.basedOn, await drafts.now(), log.append).catch(
          async (error: unknown) => {
            await claimed.settle(null)
            throw error
          },
        )
        await claimed.settle(appended.ok ? (written?.entryId ?? null) : null)
        if (!appended.ok) throw errors.NOT_SAVED({ data: { problem: appended.refusal.kind } })
        services.presence.did(input.type)
        return { commandId: appended.envelope.id, deviceSeq: appended.envelope.deviceSeq, draft: left }
      }),
    },
    drafts: createDraftsRouter(drafts),
    files: createFilesRouter(services.files, services.deskFiles),
    around: createAroundRouter(services.around, session.seat),
    presence: createPresenceRouter(services.presence, () => Boolean(session.seat.get()?.dataKey)),
    preferences: {
      watch: os.preferences.watch.handler(({ signal }) => preferences.value.watch(signal)),
      set: os.preferences.set.handler(({ input }) => preferences.change(input)),
    },
    links: {
      open: os.links.open.handler(async ({ input, errors }) => {
        if (!(await openLink(input.address))) throw errors.REFUSED()
      }),
    },
    windows: {
      open: os.windows.open.handler(async ({ input }) => ({ page: await windows.open(input.place) })),
    },
    keeper: { watch: os.keeper.watch.handler(({ signal }) => services.workerTurns.now.watch(signal)) },
    door: {
      drawn: os.door.drawn.handler(() => services.doorDrawn()),
      typing: os.door.typing.handler(() => services.passwordKeys.prepare()),
    },
    media: { here: os.media.here.handler(() => services.mediaHere()) },
    os: createOsRouter(services.os),
  })
}

type Refusing = Exclude<Entry, { ok: true }>
type PlainProblem = Exclude<Refusing['problem'], 'TOO_MANY_TRIES'>

type EntryErrors = Record<PlainProblem, () => Error> & {
  TOO_MANY_TRIES(given: { data: { retryAfterMs: number } }): Error
}

function refusalOf(entry: Refusing, errors: EntryErrors): Error {
  return entry.problem === 'TOO_MANY_TRIES'
    ? errors.TOO_MANY_TRIES({ data: { retryAfterMs: entry.retryAfterMs } })
    : errors[entry.problem]()
}

/** A problem that this call does not know of is the server's business, and ends as one that it did not answer. */
function answered<Reply>(
  answer: AccountAnswer<Reply>,
  errors: { SERVER_UNREACHABLE(): Error } & Partial<
    Record<Extract<AccountAnswer<Reply>, { ok: false }>['problem'], () => Error>
  >,
): Reply {
  if (answer.ok) return answer.reply
  throw (errors[answer.problem] ?? errors.SERVER_UNREACHABLE)()
}
