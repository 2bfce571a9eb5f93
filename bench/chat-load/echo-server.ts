import { once } from 'node:events'
import { createServer } from 'node:http'
import { WebSocketServer } from 'ws'

/** A process of its own that says back what it hears: what no message can be faster than on this machine, just now. */
const http = createServer()
new WebSocketServer({ server: http, perMessageDeflate: false }).on('connection', (socket) =>
  socket.on('message', (data) => socket.send((data as Buffer).toString())),
)
http.listen(0, '127.0.0.1')
await once(http, 'listening')
process.send?.({ port: (http.address() as { port: number }).port })
