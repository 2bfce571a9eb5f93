import { keepWorker } from '../../replica-client/keep-worker.ts'
import { openReplicaWorker } from '../../replica-client/open-replica-worker.ts'

// A hidden window of the Electron host. It makes the replica worker of one desk, so that the worker lives in this process
// and not in a window that a person may close, and gives it a line to main that outlives every window.
const replicaName = new URLSearchParams(location.search).get('replica')
if (!replicaName) throw new Error('whose worker is not said')

function lineToMain(): MessagePort {
  const { port1, port2 } = new MessageChannel()
  window.postMessage({ farline: 'connect-replica' }, location.origin, [port2])
  return port1
}

keepWorker({
  replicaName,
  connect: () => openReplicaWorker(replicaName).port,
  lineToMain,
  locks: navigator.locks,
  // It ends with its page.
  signal: new AbortController().signal,
}).catch(reportError)
