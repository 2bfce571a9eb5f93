import type { WorkerTurn } from '#shared/rpc/workstation-contract.ts'
import type { WorkerIsHere } from '../replica-client/connect-replica.ts'
import { type OpenStream, follow } from './follow.ts'

/** Electron: the keeper makes the worker, and main says which one that is. Whoever asked earlier would make another one. */
export function waitForKeeper(watch: OpenStream<WorkerTurn>): WorkerIsHere {
  let last = 0
  return (before) =>
    new Promise((resolve, reject) => {
      const found = new AbortController()
      const take = ({ turn, isHere }: WorkerTurn) => {
        if (!isHere || (before === 'gone' && turn === last)) return
        last = turn
        found.abort()
        resolve()
      }
      follow(watch, take, { signal: found.signal }).catch(reject)
    })
}
