import { hostKind } from './host-kind.ts'

const channelName = 'farline-in-use-here'

/** Tells the other windows of this browser profile that the workstation is used in it (again). */
export function tellInUseHere(): void {
  if (hostKind() !== 'browser') return
  const channel = new BroadcastChannel(channelName)
  channel.postMessage(null)
  channel.close()
}

export function onInUseHere(listener: () => void): void {
  new BroadcastChannel(channelName).addEventListener('message', listener, { once: true })
}
