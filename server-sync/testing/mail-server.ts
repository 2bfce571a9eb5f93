import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { type AddressInfo, connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import PostalMime, { type Email } from 'postal-mime'
import type { MailSettings } from '../channels/mail/mail-settings.ts'

const triesMax = 300

const settingsAt = (port: number): MailSettings => ({
  host: '127.0.0.1',
  port,
  isTls: false,
  isLocal: true,
  user: '',
  password: '',
  from: 'care@northwind.example',
})

/** A real mail server on loopback (aiosmtpd, from Debian), which keeps what it takes in a Maildir. */
export async function startMailServer() {
  const folder = await mkdtemp(path.join(tmpdir(), 'farline-mail-'))
  const port = await freePort()
  const maildir = path.join(folder, 'box')
  const child = spawn(
    '/usr/bin/aiosmtpd',
    ['-n', '-l', `127.0.0.1:${port}`, '-c', 'aiosmtpd.handlers.Mailbox', maildir],
    {
      stdio: 'ignore',
    },
  )
  const exited = once(child, 'exit')
  await isListening(port)
  return {
    settings: settingsAt(port),
    async received(): Promise<readonly Email[]> {
      const names = await readdir(path.join(maildir, 'new')).catch(() => [])
      return Promise.all(
        names
          .toSorted((a, b) => a.localeCompare(b))
          .map(async (name) => PostalMime.parse(await readFile(path.join(maildir, 'new', name)))),
      )
    },
    async stop() {
      child.kill('SIGTERM')
      await exited
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Where the mail server goes wrong, and what it answers there; null: it hangs up. */
export type Fault = { readonly at: 'RCPT' | 'DATA' | 'end'; readonly answer: string | null }

/** Speaks as much SMTP as is needed to go wrong at one step. Where there is no fault it takes everything and keeps nothing. */
export async function startFaultyMailServer() {
  let fault: Fault | undefined
  let taken = 0
  const server = createServer((socket) => {
    let isData = false
    let text = ''
    const say = (line: string) => socket.write(`${line}\r\n`)
    const step = (at: Fault['at'], usual: string) => {
      if (fault?.at !== at) {
        if (at === 'end') taken += 1
        return say(usual)
      }
      return fault.answer === null ? void socket.destroy() : say(fault.answer)
    }
    socket.on('error', () => undefined)
    socket.on('data', (bytes) => {
      text += bytes.toString('latin1')
      for (;;) {
        const end = isData ? text.indexOf('\r\n.\r\n') : text.indexOf('\r\n')
        if (end < 0) return
        const line = text.slice(0, end)
        text = text.slice(end + (isData ? 5 : 2))
        if (isData) {
          isData = false
          step('end', '250 taken')
        } else if (line === 'DATA') {
          isData = fault?.at !== 'DATA'
          step('DATA', '354 go on')
        } else if (line.startsWith('RCPT')) step('RCPT', '250 fine')
        else if (line === 'QUIT') socket.end('221 bye\r\n')
        else say('250 fine')
      }
    })
    say('220 here')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    settings: settingsAt((server.address() as AddressInfo).port),
    goWrong: (next: Fault | undefined) => void (fault = next),
    taken: () => taken,
    async stop() {
      server.close()
      await once(server, 'close')
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

async function isListening(port: number): Promise<void> {
  for (let tries = 0; tries < triesMax; tries++) {
    const socket = connect(port, '127.0.0.1')
    const isOpen = await once(socket, 'connect').then(
      () => true,
      () => false,
    )
    socket.destroy()
    if (isOpen) return
    await pause(100)
  }
  throw new Error('aiosmtpd does not listen: is python3-aiosmtpd installed?')
}
