// Loads the app folder named on the command line, as Electron's own default app does. An ES module on purpose: Electron holds back
// 'ready' until its top-level await is done, so the app can still register schemes as privileged.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { app as electronApp } from 'electron'

// The two setters are Electron's own, meant for exactly this and not documented.
/** @type {import('electron').App & { setVersion(version: string): void, setAppPath(folder: string): void }} */
const app = Object.assign(electronApp)

const folder = path.resolve(process.argv.slice(1).find((word) => !word.startsWith('-')) ?? '.')
const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))
app.setName(manifest.productName ?? manifest.name)
app.setVersion(manifest.version ?? '0')
app.setAppPath(folder)
await import(pathToFileURL(path.join(folder, manifest.main ?? 'index.js')).href)
