import type { Session } from '../auth/sessions.ts'
import type { FeedTail } from './feed-tail.ts'
import type { SyncSocket } from './sync-socket.ts'
import { type UplinkConnection, type UplinkNeeds, createUplinkConnection } from './uplink-connection.ts'

interface Options extends Omit<UplinkNeeds, 'feed'> {
  readonly tail: FeedTail
}

/** Every connected desk of this node. */
export interface Uplink {
  accept(socket: SyncSocket, session: Session): void
  /** Whose session has ended, or whose brands or rights have changed, is told and left. Also of those who say nothing. */
  recheck(renewSessions: (sessionIds: readonly string[]) => Promise<ReadonlyMap<string, Session>>): Promise<void>
  readonly connected: number
  stop(): Promise<void>
}

export function createUplink({ tail, ...needs }: Options): Uplink {
  const connections = new Set<UplinkConnection>()
  const byReplica = new Map<string, UplinkConnection>()
  const unsubscribe = tail.subscribe((window) => {
    for (const connection of byReplica.values()) connection.push(window)
  })

  return {
    accept(socket, session) {
      const connection = createUplinkConnection(socket, session, { ...needs, feed: tail }, (greeted) => {
        // A desk has one line: the newer is the one that works, the older may be half dead without knowing.
        byReplica.get(session.replicaId)?.leave('replaced')
        byReplica.set(session.replicaId, greeted)
      })
      connections.add(connection)
      socket.on('close', () => {
        connections.delete(connection)
        const wasItsLine = byReplica.get(session.replicaId) === connection
        if (wasItsLine) byReplica.delete(session.replicaId)
        needs.moments?.gone(connection, wasItsLine)
      })
    },
    async recheck(renewSessions) {
      const open = [...connections]
      const renewed = await renewSessions([...new Set(open.map(({ session }) => session.sessionId))])
      for (const connection of open) connection.renew(renewed.get(connection.session.sessionId))
    },
    get connected() {
      return connections.size
    },
    async stop() {
      unsubscribe()
      const open = [...connections]
      for (const connection of open) connection.leave('shutting-down')
      await Promise.all(open.map((connection) => connection.settled()))
    },
  }
}
