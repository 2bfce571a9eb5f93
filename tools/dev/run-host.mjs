#!/usr/bin/env node
// @ts-check
// electron-vite starts this instead of Electron. It kills what it started and starts it again in the same moment, but a
// workstation takes a second to close its files and nobody else may open them: the next one waits here until it is gone.
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = path.join(root, 'out/dev')
const [, , , ...args] = process.argv
const data = args.find((word) => word.startsWith('--data='))?.slice('--data='.length) ?? folder
const pidFile = path.join(data, 'development.pid')

/** @param {number} pid */
function isAlive(pid) {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

function former() {
  try {
    return Number(readFileSync(pidFile, 'utf8'))
  } catch {
    return 0
  }
}

const before = former()
while (before > 0 && isAlive(before)) await pause(50)
mkdirSync(data, { recursive: true, mode: 0o700 })

const electron = process.env['FARLINE_DEV_ELECTRON']
const [program, first] = electron
  ? [electron, process.getuid?.() === 0 ? ['--no-sandbox', folder] : [folder]]
  : [process.execPath, [path.join(folder, 'out/main/browser.js')]]
const host = spawn(program, [...first, ...args], { cwd: root, stdio: 'inherit' })
writeFileSync(pidFile, String(host.pid))
let isReplaced = false
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => {
    isReplaced = true
    host.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal)
  })
}
host.on('exit', (code) => {
  if (!isReplaced) rmSync(pidFile, { force: true })
  process.exit(code ?? 1)
})
