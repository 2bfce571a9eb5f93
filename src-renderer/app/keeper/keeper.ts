import { connectMain } from '../../connection/connect-main.ts'
import { follow } from '../../connection/follow.ts'
import { handOverReplicaPort } from '../../replica-client/hand-over-replica-port.ts'

// A hidden window of the Electron host. It makes the replica worker of whoever is signed in, so that the worker lives in
// this process and not in a window that a person may close, and gives it a line to main that outlives every window.
const main = connectMain(() => undefined)
let handedOverTo: string | undefined

follow(
  (options) => main.session.watch(undefined, options),
  (session) => {
    if (session.state !== 'signed-in') {
      handedOverTo = undefined
      return
    }
    if (handedOverTo === session.replicaName) return
    handedOverTo = session.replicaName
    const { port1, port2 } = new MessageChannel()
    handOverReplicaPort(session.replicaName, port1)
    window.postMessage({ farline: 'connect-replica' }, location.origin, [port2])
  },
  { signal: new AbortController().signal },
).catch(reportError)
