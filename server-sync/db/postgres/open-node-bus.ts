import { randomUUID } from 'node:crypto'
import pg from 'pg'
import type { NodeBus } from '../node-bus.ts'

const channel = 'farline_nodes'
const reconnectAfterMs = 500

/**
 * LISTEN needs a connection of its own. Notifying takes a lock of the whole database at commit, but only against others who
 * notify: no command ever does, and each word here is a transaction by itself.
 */
export function openNodeBus(connection: pg.ClientConfig, onFailure: (error: unknown) => void): NodeBus {
  const me = randomUUID()
  const listeners = new Set<(word: string) => void>()
  let client: pg.Client | undefined
  let retry: NodeJS.Timeout | undefined
  let isStopped = false
  void connect()

  return {
    say(word) {
      client?.query('SELECT pg_notify($1, $2)', [channel, `${me} ${word}`]).catch(onFailure)
    },
    hear(onWord) {
      listeners.add(onWord)
      return () => void listeners.delete(onWord)
    },
    async stop() {
      isStopped = true
      clearTimeout(retry)
      await client?.end().catch(() => undefined)
    },
  }

  async function connect(): Promise<void> {
    const opening = new pg.Client(connection)
    const lost = () => {
      if (client === opening) client = undefined
      clearTimeout(retry)
      if (!isStopped) retry = setTimeout(() => void connect(), reconnectAfterMs)
    }
    opening.on('error', () => undefined)
    opening.on('end', lost)
    opening.on('notification', ({ payload = '' }) => {
      if (payload.startsWith(me)) return
      const word = payload.slice(me.length + 1)
      for (const onWord of listeners) onWord(word)
    })
    try {
      await opening.connect()
      await opening.query(`LISTEN ${channel}`)
      if (isStopped) return await opening.end()
      client = opening
    } catch (error) {
      if (!isStopped) onFailure(error)
      await opening.end().catch(() => undefined)
      lost()
    }
  }
}
