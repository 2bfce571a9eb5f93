// oxlint-disable-next-line import/default -- the query has Vite build the worker and export its address
import workerUrl from '../replica/replica-worker.ts?sharedworker&url'

/** The one worker of this agent: the same name gives the same worker to every window of this browser or Electron session. */
export function openReplicaWorker(replicaName: string): SharedWorker {
  return new SharedWorker(workerUrl, { type: 'module', name: `farline-${replicaName}` })
}
