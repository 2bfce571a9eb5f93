import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { implement } from '@orpc/server'
import { osPreferenceDefaults } from '#shared/rpc/os-preference-defaults.ts'
import { replicaContract } from '#shared/rpc/replica-contract.ts'
import { type HostInfo, type Preferences, workstationContract } from '#shared/rpc/workstation-contract.ts'
import { createObservableValue } from '../../../../src-main/flow/observable-value.ts'
import { startBrowserHost } from '../../../../src-main/host/browser/browser-host.ts'
import { browserPage } from '../../../../src-main/windows/browser-page.ts'
import { freePorts, projectRoot } from '../launcher.ts'
import { createStandInAccount } from './account.ts'
import { createAnswers } from './answers.ts'
import { createDoor } from './door.ts'

export type StandIn = Awaited<ReturnType<typeof startStandIn>>

/**
 * Main, as far as the door's screens see it: the same contract over the same browser host, with nothing behind it. What is
 * hard to bring about (a desk near its end, an erased one, a certificate that changes) is set here by the test.
 */
export async function startStandIn() {
  let parts = makeParts()

  const os = implement(workstationContract)
  const router = os.router({
    host: { info: os.host.info.handler(() => parts.hostInfo()) },
    server: {
      probe: os.server.probe.handler(({ input }) => parts.door.probe(input.address)),
      choose: os.server.choose.handler(({ input }) => parts.door.choose(input.url)),
    },
    session: {
      watch: os.session.watch.handler(({ signal }) => parts.door.session.watch(signal)),
      signIn: os.session.signIn.handler(({ input }) => parts.door.signIn(input)),
      unlock: os.session.unlock.handler(({ input }) => parts.door.unlock(input)),
      lock: os.session.lock.handler(() => parts.door.lock('asked')),
      active: os.session.active.handler(() => parts.door.active()),
      signOut: os.session.signOut.handler(({ input }) => parts.door.signOut(input.evenUnsent)),
    },
    account: {
      sessions: os.account.sessions.handler(() => parts.account.sessions()),
      endSession: os.account.endSession.handler(({ input }) => parts.account.endSession(input.sessionId)),
      changePassword: os.account.changePassword.handler(({ input }) => parts.account.changePassword(input)),
      beginSecondFactor: os.account.beginSecondFactor.handler(({ input }) => parts.account.begin(input.password)),
      confirmSecondFactor: os.account.confirmSecondFactor.handler(({ input }) => parts.account.confirm(input.code)),
      renewRecoveryCodes: os.account.renewRecoveryCodes.handler(({ input }) => parts.account.renewCodes(input)),
      removeSecondFactor: os.account.removeSecondFactor.handler(({ input }) => parts.account.remove(input)),
    },
    sync: { watch: os.sync.watch.handler(({ signal }) => parts.door.sync.watch(signal)) },
    commands: { submit: os.commands.submit.handler(({ errors }) => Promise.reject(errors.SIGNED_OUT())) },
    drafts: {
      watch: os.drafts.watch.handler(({ errors }) => Promise.reject(errors.SIGNED_OUT())),
      write: os.drafts.write.handler(({ errors }) => Promise.reject(errors.SIGNED_OUT())),
      list: os.drafts.list.handler(({ errors }) => Promise.reject(errors.SIGNED_OUT())),
    },
    files: {
      watch: os.files.watch.handler(({ errors }) => Promise.reject(errors.SIGNED_OUT())),
      begin: os.files.begin.handler(({ errors }) => Promise.reject(errors.SIGNED_OUT())),
      again: os.files.again.handler(({ errors }) => Promise.reject(errors.SIGNED_OUT())),
      remove: os.files.remove.handler(({ errors }) => Promise.reject(errors.SIGNED_OUT())),
    },
    around: {
      here: os.around.here.handler(() => undefined),
      watch: os.around.watch.handler(({ signal }) => nothing(signal)),
    },
    presence: {
      watch: os.presence.watch.handler(({ signal }) => nothing(signal)),
      choose: os.presence.choose.handler(() => undefined),
      chooseNext: os.presence.chooseNext.handler(() => undefined),
      seen: os.presence.seen.handler(() => undefined),
    },
    preferences: {
      watch: os.preferences.watch.handler(({ signal }) => parts.preferences.watch(signal)),
      set: os.preferences.set.handler(({ input }) => {
        const given = Object.fromEntries(Object.entries(input).filter(([, choice]) => choice !== undefined))
        parts.preferences.set({ ...parts.preferences.get(), ...given })
      }),
    },
    windows: { open: os.windows.open.handler(({ input }) => ({ page: browserPage(input.place) })) },
    keeper: { watch: os.keeper.watch.handler(({ signal }) => nothing(signal)) },
    door: { drawn: os.door.drawn.handler(() => undefined), typing: os.door.typing.handler(() => undefined) },
    media: { here: os.media.here.handler(() => undefined) },
    links: { open: os.links.open.handler(({ errors }) => Promise.reject(errors.REFUSED())) },
    os: {
      hotkeys: { watch: os.os.hotkeys.watch.handler(({ signal }) => nothing(signal)) },
      loginItem: {
        watch: os.os.loginItem.watch.handler(({ signal }) => nothing(signal)),
        set: os.os.loginItem.set.handler(() => undefined),
      },
      notices: { watch: os.os.notices.watch.handler(({ signal }) => nothing(signal)) },
      downloads: { watch: os.os.downloads.watch.handler(({ signal }) => nothing(signal)) },
      papers: {
        make: os.os.papers.make.handler(() => ({ path: null, savedAs: null })),
        ready: os.os.papers.ready.handler(() => undefined),
      },
    },
  })

  const replicaOs = implement(replicaContract)
  const replicaRouter = replicaOs.router({
    replica: {
      attach: replicaOs.replica.attach.handler(({ signal }) => nothing(signal)),
      durable: replicaOs.replica.durable.handler(() => undefined),
      attention: replicaOs.replica.attention.handler(() => undefined),
      beat: replicaOs.replica.beat.handler(() => undefined),
      report: replicaOs.replica.report.handler(() => undefined),
    },
  })

  const dataDir = await mkdtemp(path.join(tmpdir(), 'farline-stand-in-'))
  const host = await startBrowserHost({
    eraseWithNextPage: { isDue: false },
    workstation: {
      router,
      replicaRouter,
      syncProxy: { covers: () => false, get: () => Promise.reject(new Error('there is no server')) },
      deskFiles: { covers: () => false, answer: () => Promise.reject(new Error('there is no server')) },
    },
    dataDir,
    rendererDir: path.join(projectRoot, 'out/renderer'),
    port: await freePorts(1),
    name: 'stand-in',
    diagnostics: silent,
  })
  return {
    entryUrl: host.entryUrl,
    /** What a test arranges. */
    now: () => parts,
    /** Everything as at first; for pages that are opened after it. */
    reset() {
      parts = makeParts()
    },
    async stop() {
      await host.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

export type StandInParts = ReturnType<typeof makeParts>

function makeParts() {
  const answers = createAnswers()
  const door = createDoor(answers)
  let keyStore: HostInfo['keyStore'] = 'os-keyring'
  return {
    answers,
    door,
    account: createStandInAccount(answers, door),
    preferences: createObservableValue<Preferences>({
      theme: 'light',
      language: 'en',
      density: 'comfortable',
      enterSends: false,
      undoSendSeconds: 10,
      viewsCollapsed: false,
      contextCollapsed: false,
      ...osPreferenceDefaults,
    }),
    hostInfo: (): HostInfo => ({ version: '0.1.0', host: 'browser', serverUrl: door.chosenUrl(), keyStore }),
    keepsKeys(kind: HostInfo['keyStore']) {
      keyStore = kind
    },
  }
}

/** The rows of nobody: what the door's screens show does not depend on any. */
// It only waits: that is what a worker sees of a main that has no rows for it yet.
// oxlint-disable-next-line require-yield
async function* nothing(signal: AbortSignal | undefined): AsyncGenerator<never, void, void> {
  await new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve()))
}

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined, fatal: () => undefined }
