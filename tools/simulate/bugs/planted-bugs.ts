import type { DownlinkFrame } from '#shared/sync/protocol.ts'
import type { ServerTransaction } from '../../../server-sync/sync/store/server-store.ts'
import { type Bugs, noBugs } from './bugs.ts'

/** Each is a mistake that somebody could make in the part that it wraps, and that a law has to notice. */
export const plantedBugs = {
  /** The desk is told what was decided, and its feed is not: the overlay waits for an end that never comes. */
  'drop an acknowledgement': () => {
    let cursors = 0
    return {
      ...noBugs,
      serverStore: (real) => ({
        ...real,
        transaction: (work) =>
          real.transaction((transaction) =>
            work({
              ...transaction,
              writeOutbox: (entries) =>
                transaction.writeOutbox(entries.filter(({ entry }) => entry.kind !== 'cursor' || ++cursors % 20 !== 0)),
            }),
          ),
      }),
    }
  },
  /** A page arrives, and what was in it does not. */
  'skip a page': () => {
    let pages = 0
    return {
      ...noBugs,
      downlink(text) {
        const frame = JSON.parse(text) as DownlinkFrame
        if (frame.frame !== 'page' || ++pages % 100 !== 0) return text
        return JSON.stringify({ ...frame, page: { ...frame.page, entries: [] } })
      },
    }
  },
  /** The place is on disk while the rows that it stands for are still on their way. */
  'move the checkpoint early': () => ({
    ...noBugs,
    rowStore: (real, life) => ({
      ...real,
      async put(collection, rows, known) {
        if (collection === 'meta' || collection === 'local') return real.put(collection, rows, known)
        life
          .wait(30)
          .then(() => real.put(collection, rows, known))
          .catch(() => undefined)
      },
    }),
  }),
  /** How far a log was decided is not written down with what was decided. */
  'forget the cursor': () => {
    let moves = 0
    return {
      ...noBugs,
      serverStore: (real) => ({
        ...real,
        transaction: (work) =>
          real.transaction((transaction) =>
            work({
              ...transaction,
              async moveCursor(...given) {
                if (++moves % 50 !== 0) await transaction.moveCursor(...given)
              },
            } satisfies ServerTransaction),
          ),
      }),
    }
  },
  /** A command that comes again, since its outcome was lost, is run again. */
  'apply twice': () => ({
    ...noBugs,
    applyCommand: (real) => ({
      ...real,
      async device(actor, replicaId, command) {
        const outcome = await real.device(actor, replicaId, command)
        if (outcome.outcome === 'duplicate' && 'type' in command) await real.direct(actor, command)
        return outcome
      },
    }),
  }),
  /** Of two commands that wait, the later one is sent first. */
  'run out of order': () => ({
    ...noBugs,
    log: (real) => ({
      ...real,
      async after(deviceSeq, limit) {
        const commands = [...(await real.after(deviceSeq, limit))]
        const [first, second] = commands.splice(0, 2)
        if (!first || !second) return first ? [first] : []
        return [{ ...second, deviceSeq: first.deviceSeq }, { ...first, deviceSeq: second.deviceSeq }, ...commands]
      },
    }),
  }),
} satisfies Record<string, () => Bugs>
