// oxlint-disable-next-line import/default -- the query has Vite build the worker and export its address
import workerUrl from '../replica/replica-worker.ts?sharedworker&url'

/** The pages' content policy knows it by this name (src-main/host/page-headers.ts), and no page may make another. */
const policy = globalThis.trustedTypes?.createPolicy('farline-worker', {
  createScriptURL(address) {
    if (address !== workerUrl) throw new TypeError('This is not the address of the replica worker.')
    return address
  },
})

const trustedUrl = policy?.createScriptURL(workerUrl) ?? workerUrl

/** The one worker of this agent: the same name gives the same worker to every window of this browser or Electron session. */
export function openReplicaWorker(replicaName: string): SharedWorker {
  return new SharedWorker(trustedUrl, { type: 'module', name: `farline-${replicaName}` })
}
