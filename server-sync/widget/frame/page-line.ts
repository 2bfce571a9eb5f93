import type { ToFrame, ToPage } from '../bridge/bridge-messages.ts'

export interface PageLine {
  tell(message: ToPage): void
}

/**
 * Waits for the page that holds this frame to hand over a port. The page is a stranger's: what it says is looked at before it
 * is believed, and what customer and agents say is never told to it.
 */
export function openPageLine(opened: (line: PageLine) => (message: ToFrame) => void): void {
  const { parent } = window
  if (parent === window) return
  window.addEventListener('message', function take({ source, data, ports: [port] }: MessageEvent<unknown>) {
    if (source !== parent || data !== 'farline-chat' || !port) return
    window.removeEventListener('message', take)
    const heard = opened({ tell: (message) => port.postMessage(message) })
    port.onmessage = ({ data: told }: MessageEvent<unknown>) => {
      const message = readToFrame(told)
      if (message) heard(message)
    }
    port.postMessage({ told: 'here' })
  })
}

const tagsMax = 20

export function readToFrame(told: unknown): ToFrame | undefined {
  if (typeof told !== 'object' || told === null) return undefined
  const message = told as Readonly<Record<string, unknown>>
  switch (message['told']) {
    case 'start':
      return readStart(message)
    case 'shown':
      return { told: 'shown', isOpen: message['isOpen'] === true }
    case 'identify':
      return { told: 'identify', identity: message['identity'] }
    case 'context':
      return { told: 'context', context: message['context'] }
    default:
      return undefined
  }
}

function readStart({ brandId, accent, languages, keptToken }: Readonly<Record<string, unknown>>): ToFrame | undefined {
  if (typeof brandId !== 'string' || !/^[\w-]{1,36}$/.test(brandId)) return undefined
  const isTag = (tag: unknown): tag is string => typeof tag === 'string' && tag.length <= 35
  return {
    told: 'start',
    brandId,
    accent: typeof accent === 'string' ? accent : '',
    languages: Array.isArray(languages) ? languages.filter(isTag).slice(0, tagsMax) : [],
    keptToken: typeof keptToken === 'string' && keptToken.length <= 400 ? keptToken : '',
  }
}
