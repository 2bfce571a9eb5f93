import type { Target } from './target.ts'
import { commandLogTarget } from './targets/memory/command-log.ts'
import { filesTarget } from './targets/memory/files.ts'
import { framesTarget } from './targets/memory/frames.ts'
import { handedOverTarget } from './targets/memory/handed-over.ts'
import { schemasTarget } from './targets/memory/schemas.ts'
import { startOptionsTarget } from './targets/memory/start-options.ts'
import { uplinkTarget } from './targets/memory/uplink.ts'
import { httpTarget } from './targets/server/http.ts'
import { httpWireTarget } from './targets/server/http-wire.ts'
import { chatSocketTarget, syncSocketTarget } from './targets/server/sockets.ts'
import { appSchemeTarget, browserHostTarget, portsTarget } from './targets/workstation/host-paths.ts'
import { rpcQueriesTarget, rpcReplicaTarget, rpcWorkstationTarget } from './targets/workstation/rpc.ts'

/** Everything that is fuzzed. Each room has a thread of its own; what stands in one runs one after the other. */
export const rooms: Readonly<Record<string, readonly Target[]>> = {
  memory: [schemasTarget, framesTarget, uplinkTarget, startOptionsTarget, handedOverTarget],
  files: [commandLogTarget, filesTarget],
  workstation: [
    rpcWorkstationTarget,
    rpcReplicaTarget,
    rpcQueriesTarget,
    appSchemeTarget,
    browserHostTarget,
    portsTarget,
  ],
  server: [httpTarget, httpWireTarget, syncSocketTarget, chatSocketTarget],
}
