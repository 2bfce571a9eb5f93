import { openReplicaWorker } from './open-replica-worker.ts'

/** Keeper page: gives the worker its line to main. The worker lives on in this page's process. */
export function handOverReplicaPort(replicaName: string, port: MessagePort): void {
  const worker = openReplicaWorker(replicaName)
  worker.port.postMessage({ farline: 'replica-port', replicaName }, [port])
}
