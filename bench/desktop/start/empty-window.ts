import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { projectRoot } from '../../../tools/project-root.ts'

const main = `const { app, BrowserWindow } = require('electron')
app.on('window-all-closed', () => app.quit())
process.on('SIGTERM', () => app.exit(0))
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1440, height: 900, show: false, webPreferences: { sandbox: true, backgroundThrottling: false } })
  window.once('ready-to-show', () => window.show())
  window.loadFile('index.html')
})
`

/** Two rows, and a key that goes from one to the other. */
const ownScript = `document.addEventListener('keydown', ({ key }) => {
  if (key === 'ArrowDown') document.getElementById('second').focus()
})
document.documentElement.dataset.hears = 'keys'
`

/**
 * What no start can do without: an Electron with one window, and a page of two rows with as much script and style as the
 * workstation's own. The script is read and parsed, and none of it is run.
 * @returns the folder of the program, and how many bytes of script it reads
 */
export async function writeEmptyWindow(folder: string): Promise<{ folder: string; scriptBytes: number }> {
  const renderer = path.join(projectRoot, 'out/renderer')
  const page = await readFile(path.join(renderer, 'index.html'), 'utf8')
  const own = [...page.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.(?:js|css))"/g)].map(([, file]) => file!)
  await mkdir(path.join(folder, 'assets'), { recursive: true })
  let scriptBytes = 0
  for (const file of own) {
    const text = await readFile(path.join(renderer, file), 'utf8')
    const isScript = file.endsWith('.js')
    if (isScript) scriptBytes += Buffer.byteLength(text)
    await writeFile(path.join(folder, file), isScript ? neverRun(text) : text)
  }
  const tags = own.map((file) =>
    file.endsWith('.js')
      ? `<script type="module" src="./${file}"></script>`
      : `<link rel="stylesheet" href="./${file}">`,
  )
  const rows = '<div role="option" tabindex="0">One</div><div role="option" tabindex="0" id="second">Two</div>'
  const html = `<!doctype html><html><head><meta charset="utf-8">${tags.join('')}
<script type="module" src="./own.js"></script></head><body><div role="listbox">${rows}</div></body></html>`
  await writeFile(path.join(folder, 'index.html'), html)
  await writeFile(path.join(folder, 'own.js'), ownScript)
  await writeFile(path.join(folder, 'main.cjs'), main)
  await writeFile(
    path.join(folder, 'package.json'),
    JSON.stringify({ name: 'empty', version: '1.0.0', main: 'main.cjs' }),
  )
  return { folder, scriptBytes }
}

/** Inside a function that nobody calls; what only stands at the edge of a module is taken off. */
function neverRun(text: string): string {
  const inner = text.replace(/^(import\b[^;]*;)+/, '').replace(/export\{[^}]*\};?\s*$/, '')
  return `async function never(){${inner}\n}`
}
