import { connectMain } from '../../connection/connect-main.ts'
import { follow } from '../../connection/follow.ts'
import { keepWorker } from '../../replica-client/keep-worker.ts'
import { openReplicaWorker } from '../../replica-client/open-replica-worker.ts'

// A hidden window of the Electron host. It makes the replica worker of whoever is signed in, so that the worker lives in
// this process and not in a window that a person may close, and gives it a line to main that outlives every window.
const main = connectMain(() => undefined)
let kept: { readonly replicaName: string; readonly ended: AbortController } | undefined

function lineToMain(): MessagePort {
  const { port1, port2 } = new MessageChannel()
  window.postMessage({ farline: 'connect-replica' }, location.origin, [port2])
  return port1
}

follow(
  (options) => main.session.watch(undefined, options),
  (session) => {
    const replicaName = session.state === 'signed-in' ? session.replicaName : undefined
    if (replicaName === kept?.replicaName) return
    kept?.ended.abort()
    kept = undefined
    if (replicaName === undefined) return
    kept = { replicaName, ended: new AbortController() }
    keepWorker({
      replicaName,
      connect: () => openReplicaWorker(replicaName).port,
      lineToMain,
      locks: navigator.locks,
      signal: kept.ended.signal,
    }).catch(reportError)
  },
  { signal: new AbortController().signal },
).catch(reportError)
