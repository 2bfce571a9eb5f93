interface Hello {
  readonly host: 'browser' | 'electron'
  readonly replicaName: string
  /** A name that nobody else uses: held by this window for as long as it lives. */
  readonly lock: string
}

/** A port to the worker that also tells when the worker has died or never answers, which ports do not. */
export interface WorkerLine {
  /** For the queries: as a port whose worker has heard the hello. */
  readonly port: Pick<MessagePort, 'addEventListener' | 'postMessage'>
  /** `silent`: it never answered; the same one may answer later. */
  readonly died: Promise<'gone' | 'silent'>
}

/** A worker that is just ending takes connections and never answers them. One that is slow to begin answers the next one, too. */
const welcomeWithinMs = 3_000

const pause = (delayMs: number) => new Promise<undefined>((resolve) => setTimeout(resolve, delayMs, undefined))

/**
 * @param wait injected so that a test need not wait
 * @param mainLine goes with the hello: a worker that hears the one has the other
 */
export function openWorkerLine(
  port: MessagePort,
  hello: Hello,
  locks: LockManager,
  wait = pause,
  mainLine?: MessagePort,
): WorkerLine {
  const answers = new EventTarget()
  let leave: () => void = () => undefined
  const left = new Promise<void>((resolve) => (leave = resolve))

  // The worker cannot see that a window has died, only that its lock is free. So the lock has to be held before the worker
  // hears of it, and nothing may be said before that.
  const greeted = new Promise<void>((resolve) => {
    void locks.request(hello.lock, () => {
      port.postMessage({ farline: 'hello', ...hello }, mainLine ? [mainLine] : [])
      resolve()
      return left
    })
  })

  // The same the other way round. The worker's first message names the lock that it holds: once we get it, there is no worker.
  const welcome = new Promise<{ lock: string }>((resolve) => {
    port.addEventListener(
      'message',
      ({ data }: MessageEvent<{ lock: string }>) => {
        resolve(data)
        port.addEventListener('message', (next) =>
          answers.dispatchEvent(new MessageEvent('message', { data: next.data })),
        )
      },
      { once: true },
    )
  })
  const died: WorkerLine['died'] = Promise.race([welcome, wait(welcomeWithinMs)])
    .then(async (welcomed): Promise<'gone' | 'silent'> => {
      if (!welcomed) return 'silent'
      await locks.request(welcomed.lock, () => undefined)
      return 'gone'
    })
    .then((how) => {
      leave()
      port.close()
      answers.dispatchEvent(new Event('close'))
      return how
    })
  port.start()
  return {
    port: {
      addEventListener: answers.addEventListener.bind(answers),
      postMessage: (message: unknown) => void greeted.then(() => port.postMessage(message)),
    },
    died,
  }
}
