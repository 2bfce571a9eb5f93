interface Hello {
  readonly host: 'browser' | 'electron'
  readonly replicaName: string
  /** A name that nobody else uses: held by this window for as long as it lives. */
  readonly lock: string
}

/** A port to the worker that also tells when the worker has died, which ports do not. */
export interface WorkerLine {
  /** For the queries: as a port whose worker has heard the hello. */
  readonly port: Pick<MessagePort, 'addEventListener' | 'postMessage'>
  readonly died: Promise<void>
}

export function openWorkerLine(port: MessagePort, hello: Hello, locks: LockManager): WorkerLine {
  const answers = new EventTarget()

  // The worker cannot see that a window has died, only that its lock is free. So the lock has to be held before the worker
  // hears of it, and nothing may be said before that.
  const greeted = new Promise<void>((resolve) => {
    void locks.request(hello.lock, () => {
      port.postMessage({ farline: 'hello', ...hello })
      resolve()
      return new Promise<never>(() => undefined)
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
  const died = welcome
    .then(({ lock }) => locks.request(lock, () => undefined))
    .then(() => {
      port.close()
      answers.dispatchEvent(new Event('close'))
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
