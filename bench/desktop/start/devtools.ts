import WebSocket from 'ws'

/** A page as soon as it shows an address. */
export interface SeenPage {
  readonly targetId: string
  readonly url: string
  /** When its window was made, in milliseconds since the epoch. */
  readonly madeAt: number
}

interface TargetInfo {
  readonly targetId: string
  readonly type: string
  readonly url: string
}

interface Reply {
  readonly id?: number
  readonly method?: string
  readonly sessionId?: string
  readonly params?: { readonly targetInfo?: TargetInfo; readonly targetId?: string }
  readonly result?: Record<string, unknown>
  readonly error?: { readonly message: string }
}

/**
 * Chromium's own protocol, as little of it as is needed. Not Playwright, which holds a program back until it has settled in:
 * here nothing waits for whoever measures.
 */
export async function openDevtools(address: string) {
  const socket = new WebSocket(address)
  const waiting = new Map<number, { resolve(result: Record<string, unknown>): void; reject(error: Error): void }>()
  const pages = new Map<string, SeenPage>()
  const lookers = new Set<() => void>()
  /** By session: who waits for its page to be at its address. */
  const arrivals = new Map<string, () => void>()
  let lastId = 0
  const opened = new Promise((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  socket.on('message', (data) => hear(JSON.parse((data as Buffer).toString()) as Reply))
  socket.on('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('the program has ended'))
    waiting.clear()
  })
  await opened
  await send('Target.setDiscoverTargets', { discover: true })

  function hear({ id, method, sessionId, params, result, error }: Reply) {
    if (method === 'Page.frameNavigated' && sessionId !== undefined) arrivals.get(sessionId)?.()
    const waits = id === undefined ? undefined : waiting.get(id)
    if (waits && id !== undefined) {
      waiting.delete(id)
      if (error) waits.reject(new Error(error.message))
      else waits.resolve(result ?? {})
    }
    const info = params?.targetInfo
    if (method === 'Target.targetDestroyed' && params?.targetId !== undefined) pages.delete(params.targetId)
    else if (info?.type === 'page') {
      const { targetId, url } = info
      pages.set(targetId, { targetId, url, madeAt: pages.get(targetId)?.madeAt ?? Date.now() })
    } else return
    for (const look of [...lookers]) look()
  }

  function send(method: string, params: object = {}, sessionId?: string): Promise<Record<string, unknown>> {
    const id = ++lastId
    socket.send(JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) }))
    return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }))
  }

  /** The next page at this address, other than these. */
  function page(url: string, seen: readonly SeenPage[]): Promise<SeenPage> {
    return new Promise((resolve) => {
      const look = () => {
        const isNew = ({ targetId }: SeenPage) => seen.every((one) => one.targetId !== targetId)
        const found = [...pages.values()].find((one) => one.url.startsWith(url) && isNew(one))
        if (!found) return
        lookers.delete(look)
        resolve(found)
      }
      lookers.add(look)
      look()
    })
  }

  /** Resolves when this page is gone. */
  function gone({ targetId }: SeenPage): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (pages.has(targetId)) return
        lookers.delete(look)
        resolve()
      }
      lookers.add(look)
      look()
    })
  }

  async function attach({ targetId, url }: SeenPage) {
    const attached = await send('Target.attachToTarget', { targetId, flatten: true })
    const sessionId = attached['sessionId'] as string
    const inPage = (method: string, params: object = {}) => send(method, params, sessionId)
    await inPage('Emulation.setFocusEmulationEnabled', { enabled: true })
    await atItsAddress(sessionId, url, inPage)
    return {
      /** Runs it in the page; again, as long as the page is only on its way to its address. */
      async run<Answer, Given = undefined>(work: (given: Given) => Answer | Promise<Answer>, given?: Given) {
        const expression = `(${work.toString()})(${JSON.stringify(given) ?? ''})`
        for (;;) {
          const asked = inPage('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true })
          const answer: Record<string, unknown> = await asked.catch((error: unknown) => {
            if (error instanceof Error && /navigated|destroyed|Cannot find/.test(error.message)) return {}
            throw error
          })
          const { result, exceptionDetails } = answer
          if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails))
          if (result !== undefined) return (result as { value: Answer }).value
        }
      },
      async press(key: string, code = key, text?: string) {
        const codes: Record<string, number> = { ArrowDown: 40, Enter: 13 }
        const windowsVirtualKeyCode = codes[key] ?? key.toUpperCase().charCodeAt(0)
        const stroke = { key, code, windowsVirtualKeyCode, ...(text === undefined ? {} : { text }) }
        await inPage('Input.dispatchKeyEvent', { type: text === undefined ? 'rawKeyDown' : 'keyDown', ...stroke })
        await inPage('Input.dispatchKeyEvent', { type: 'keyUp', ...stroke })
      },
      type: (text: string) => inPage('Input.insertText', { text }),
    }
  }

  /** A script that ran before that would have a whole page made for it, which the program itself never makes. */
  async function atItsAddress(sessionId: string, url: string, inPage: (method: string) => Promise<object>) {
    const arrived = new Promise<void>((resolve) => arrivals.set(sessionId, resolve))
    await inPage('Page.enable')
    const { frameTree } = (await inPage('Page.getFrameTree')) as { frameTree: { frame: { url: string } } }
    if (!frameTree.frame.url.startsWith(url)) await arrived
    arrivals.delete(sessionId)
    await inPage('Page.disable')
  }

  async function collectEverywhere() {
    const { targetInfos } = (await send('Target.getTargets')) as { targetInfos: readonly TargetInfo[] }
    for (const { targetId, type } of targetInfos) {
      if (!['page', 'shared_worker', 'worker'].includes(type)) continue
      const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true })
      await send('HeapProfiler.collectGarbage', {}, sessionId as string)
      await send('Target.detachFromTarget', { sessionId })
    }
  }

  /** What each page shows, in few words, for whoever has to say why something did not come. */
  async function looks(): Promise<readonly string[]> {
    const look = () =>
      `${location.href} ${document.activeElement?.outerHTML.slice(0, 120)} … ${document.body.innerText}`
    const asked = [...pages.values()].map(async (page) => (await attach(page)).run(look))
    const answers = await Promise.allSettled(asked)
    return answers.map((answer) =>
      answer.status === 'fulfilled' ? answer.value.slice(0, 400) : 'a page without answer',
    )
  }

  return { page, gone, attach, collectEverywhere, looks, close: () => socket.close() }
}

export type Devtools = Awaited<ReturnType<typeof openDevtools>>
export type PageSession = Awaited<ReturnType<Devtools['attach']>>
