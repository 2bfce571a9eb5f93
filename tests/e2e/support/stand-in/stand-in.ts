import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { implement } from '@orpc/server'
import { replicaContract } from '#shared/rpc/replica-contract.ts'
import { type HostInfo, type Preferences, workstationContract } from '#shared/rpc/workstation-contract.ts'
import { createObservableValue } from '../../../../src-main/flow/observable-value.ts'
import { startBrowserHost } from '../../../../src-main/host/browser/browser-host.ts'
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
  const answers = createAnswers()
  const door = createDoor(answers)
  const account = createStandInAccount(answers, door)
  const preferences = createObservableValue<Preferences>({
    theme: 'light',
    language: 'en',
    density: 'comfortable',
    enterSends: false,
    undoSendSeconds: 10,
    viewsCollapsed: false,
    contextCollapsed: false,
  })
  let hostInfo: HostInfo = { version: '0.1.0', host: 'browser', serverUrl: door.serverUrl, keyStore: 'os-keyring' }

  const os = implement(workstationContract)
  const router = os.router({
    host: { info: os.host.info.handler(() => ({ ...hostInfo, serverUrl: door.chosenUrl() })) },
    server: {
      probe: os.server.probe.handler(({ input }) => door.probe(input.address)),
      choose: os.server.choose.handler(({ input }) => door.choose(input.url)),
    },
    session: {
      watch: os.session.watch.handler(({ signal }) => door.session.watch(signal)),
      signIn: os.session.signIn.handler(({ input }) => door.signIn(input)),
      unlock: os.session.unlock.handler(({ input }) => door.unlock(input)),
      lock: os.session.lock.handler(() => door.lock('asked')),
      signOut: os.session.signOut.handler(({ input }) => door.signOut(input.evenUnsent)),
    },
    account: {
      sessions: os.account.sessions.handler(() => account.sessions()),
      endSession: os.account.endSession.handler(({ input }) => account.endSession(input.sessionId)),
      changePassword: os.account.changePassword.handler(({ input }) => account.changePassword(input)),
      beginSecondFactor: os.account.beginSecondFactor.handler(({ input }) => account.begin(input.password)),
      confirmSecondFactor: os.account.confirmSecondFactor.handler(({ input }) => account.confirm(input.code)),
      removeSecondFactor: os.account.removeSecondFactor.handler(({ input }) => account.remove(input)),
    },
    sync: { watch: os.sync.watch.handler(({ signal }) => door.sync.watch(signal)) },
    commands: { submit: os.commands.submit.handler(({ errors }) => Promise.reject(errors.SIGNED_OUT())) },
    preferences: {
      watch: os.preferences.watch.handler(({ signal }) => preferences.watch(signal)),
      set: os.preferences.set.handler(({ input }) => {
        const given = Object.fromEntries(Object.entries(input).filter(([, choice]) => choice !== undefined))
        preferences.set({ ...preferences.get(), ...given })
      }),
    },
    windows: { open: os.windows.open.handler(() => ({ path: '/' })) },
  })

  const replicaOs = implement(replicaContract)
  const replicaRouter = replicaOs.router({
    replica: {
      attach: replicaOs.replica.attach.handler(({ signal }) => nothing(signal)),
      durable: replicaOs.replica.durable.handler(() => undefined),
      report: replicaOs.replica.report.handler(() => undefined),
    },
  })

  const dataDir = await mkdtemp(path.join(tmpdir(), 'farline-stand-in-'))
  const host = await startBrowserHost({
    workstation: {
      router,
      replicaRouter,
      syncProxy: { covers: () => false, get: () => Promise.reject(new Error('there is no server')) },
    },
    dataDir,
    rendererDir: path.join(projectRoot, 'out/renderer'),
    port: await freePorts(1),
    name: 'stand-in',
    diagnostics: silent,
  })
  return {
    answers,
    door,
    account,
    preferences,
    entryUrl: host.entryUrl,
    origin: host.origin,
    keepsKeys(keyStore: HostInfo['keyStore']) {
      hostInfo = { ...hostInfo, keyStore }
    },
    async stop() {
      await host.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** The rows of nobody: what the door's screens show does not depend on any. */
async function* nothing(signal: AbortSignal | undefined): AsyncGenerator<never, void, void> {
  await new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve()))
}

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined, fatal: () => undefined }
