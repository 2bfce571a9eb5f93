import { isProblem } from '../../start/problem.ts'
import { type Part, type PartOptions, startPart } from '../../start/start-part.ts'
import { ShiftStopped } from '../shift-stopped.ts'
import { createTurns } from '#shared/kit/in-turn.ts'

/** A process that is killed and started again on the same data, as often as a shift wants. */
export interface Life {
  /** Resolves when it listens, with its address if it says one. */
  start(): Promise<string | undefined>
  /** kill -9, and the start of the next one. */
  restart(): Promise<void>
  stop(): Promise<void>
}

interface Options extends Omit<PartOptions, 'env'> {
  /** What the process has in its environment; asked again for every start. */
  env(): NodeJS.ProcessEnv
  /** Told of every start that succeeded, with the address if it says one. */
  onListening?(url: string | undefined): Promise<void>
  /** It ended and nobody had killed it. It is started again. */
  onEnded(code: number | undefined): void
  /** It could not be started again. */
  onLost(error: unknown): void
}

const startTries = 5
const graceMs = 7_000

export function createLife(options: Options): Life {
  const { name, env, onListening, onEnded, onLost } = options
  let lives = 0
  let part: Part | undefined
  const inTurn = createTurns()
  let isStopping = false
  const kill = () => part?.kill()
  process.once('exit', kill)

  async function begin(): Promise<string | undefined> {
    for (let tries = 1; ; tries++) {
      lives += 1
      // A log file for each life: the last words of the one before may matter.
      const started = await startPart({ ...options, name: `${name}-${lives}`, env: { ...process.env, ...env() } })
      part = started
      const news = await started.listening
      if (!isProblem(news)) {
        void started.exited.then((code) => endedAlone(started, code))
        await onListening?.(news.url)
        return news.url
      }
      if (isStopping || tries === startTries) throw new ShiftStopped(news)
      started.kill()
      await started.exited
    }
  }

  function endedAlone(ended: Part, code: number | undefined) {
    if (ended !== part || isStopping) return
    onEnded(code)
    inTurn(begin).catch(onLost)
  }

  async function end(how: (running: Part) => Promise<void>) {
    const running = part
    part = undefined
    if (running) await how(running)
  }

  return {
    start: () => inTurn(begin),
    restart: () =>
      inTurn(async () => {
        await end(async (running) => {
          running.kill()
          await running.exited
        })
        if (!isStopping) await begin()
      }),
    async stop() {
      isStopping = true
      await end((running) => running.stop(graceMs))
      await inTurn(async () => undefined)
      // One that was just being started.
      await end((running) => running.stop(graceMs))
      process.off('exit', kill)
    },
  }
}
