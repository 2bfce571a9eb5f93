import { contextBridge, ipcRenderer } from 'electron'

// The page learns which host it is in, and may hand over two ports. Nothing else crosses this bridge: no channel names,
// no `invoke`. Main checks who sent a port; what comes through it is validated by the contract.
contextBridge.exposeInMainWorld('farlineHost', { kind: 'electron' })

const channels: Readonly<Record<string, string>> = {
  'connect-rpc': 'farline:rpc-port',
  'connect-replica': 'farline:replica-port',
}

window.addEventListener('message', ({ source, data, ports }: MessageEvent<{ farline?: unknown } | null>) => {
  const [port] = ports
  const wish = data?.farline
  if (source !== window || !port || typeof wish !== 'string' || !Object.hasOwn(channels, wish)) return
  const channel = channels[wish]
  if (channel) ipcRenderer.postMessage(channel, null, [port])
})
