import { spawnSync } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { extractFile, listPackage } from '@electron/asar'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ensureElectronRuntime } from '../../tools/electron-runtime/ensure-electron-runtime.ts'
import { wrongFuses } from '../../tools/package/fuses.ts'
import { packageFarline } from '../../tools/package/package-farline.ts'
import { type DemoServer, startDemoServer } from '../e2e/support/demo-server.ts'
import { type OrdinaryUser, becomeOrdinaryUser } from '../e2e/support/ordinary-user.ts'
import { processesOf, startInstalled } from './installed.ts'

// Packed for real, on the Electron that tests run on, put where an installer would put it, and started from there by an
// ordinary user. The rpm has the same contents; `npm run package -- --test-runtime` makes it too.

let work: string
let root: string
let program: string
let user: OrdinaryUser
let server: DemoServer

beforeAll(async () => {
  work = await mkdtemp(path.join(tmpdir(), 'farline-package-'))
  await chmod(work, 0o755)
  const out = path.join(work, 'dist')
  const problem = await packageFarline({
    out,
    isForTests: true,
    targets: ['deb'],
    say: (line) => void process.stdout.write(`${line}\n`),
  })
  if (problem) throw new Error(`${problem.step}: ${problem.message}`)
  const deb = (await readdir(out)).find((name) => name.endsWith('.deb')) ?? ''
  root = path.join(work, 'root')
  for (const args of [
    ['-x', path.join(out, deb), root],
    ['-e', path.join(out, deb), path.join(work, 'control')],
  ]) {
    const { status, stderr } = spawnSync('dpkg-deb', args, { encoding: 'utf8' })
    if (status !== 0) throw new Error(stderr)
  }
  program = path.join(root, 'opt/Farline/farline')
  // What postinst does where the kernel gives ordinary users no namespaces of their own.
  await chmod(path.join(root, 'opt/Farline/chrome-sandbox'), 0o4755)
  user = await becomeOrdinaryUser()
  server = await startDemoServer()
})

afterAll(async () => {
  await server.remove()
  await user.remove()
  await rm(work, { recursive: true, force: true })
})

describe('the packed product', () => {
  it('has the fuses that it should have, read from the program file; the Electron of the tests has others', async () => {
    expect(await wrongFuses(program)).toEqual([])
    expect(await wrongFuses(await ensureElectronRuntime())).not.toEqual([])
  })

  it('is one archive of our own built files, and knows no development server', async () => {
    expect(await readdir(path.join(root, 'opt/Farline/resources'))).not.toContain('app')
    expect(await readdir(path.join(root, 'opt/Farline/resources'))).not.toContain('default_app.asar')
    const archive = path.join(root, 'opt/Farline/resources/app.asar')
    const files = listPackage(archive, { isPack: false }).map((file) => file.slice(1))
    expect(
      files.filter(
        (file) =>
          !/^(package\.json|out(\/(main|preload|renderer)(\/.*)?)?|out\/dictionaries(\/\w+\.bdic)?|resources(\/icon\.png)?)$/.test(
            file,
          ),
      ),
    ).toEqual([])
    expect(files).not.toContain('out/main/browser.js')
    for (const file of files.filter((name) => /^out\/(main|preload).*\.c?js$/.test(name))) {
      expect(extractFile(archive, file).toString()).not.toMatch(/ELECTRON_RENDERER_URL|\/@vite\//)
    }
  })

  it('says whose work it is built on, package by package', async () => {
    const notices = await readFile(path.join(root, 'opt/Farline/THIRD-PARTY-NOTICES.txt'), 'utf8')
    for (const name of [
      'react',
      'rxdb',
      'dexie',
      'ws',
      'zod',
      '@orpc/client',
      '@fontsource-variable/inter',
      '@fontsource-variable/noto-sans-arabic',
    ]) {
      expect(notices).toMatch(new RegExp(`^${name} \\d`, 'm'))
    }
    expect(notices).not.toContain('/node_modules/')
    for (const name of ['LICENSE.electron.txt', 'LICENSES.chromium.html']) {
      expect((await stat(path.join(root, 'opt/Farline', name))).size).toBeGreaterThan(500)
    }
  })

  it('has its place in the menus: entry, icons in every size, the address that opens it', async () => {
    const entry = path.join(root, 'usr/share/applications/farline.desktop')
    expect(spawnSync('desktop-file-validate', [entry], { encoding: 'utf8' })).toMatchObject({ status: 0, stdout: '' })
    const text = await readFile(entry, 'utf8')
    for (const line of [
      'Name=Farline',
      'Exec=/opt/Farline/farline %U',
      'StartupWMClass=farline',
      'MimeType=x-scheme-handler/farline;',
      'Categories=Office;ContactManagement;',
    ]) {
      expect(text.split('\n')).toContain(line)
    }
    for (const size of [16, 24, 32, 48, 64, 128, 256, 512]) {
      const icon = await readFile(path.join(root, `usr/share/icons/hicolor/${size}x${size}/apps/farline.png`))
      expect([icon.readUInt32BE(16), icon.readUInt32BE(20)]).toEqual([size, size])
    }
  })

  it('belongs to root, and its scripts care for the sandbox and for AppArmor', async () => {
    const control = path.join(work, 'control')
    for (const name of ['postinst', 'postrm']) {
      expect(spawnSync('bash', ['-n', path.join(control, name)]).status).toBe(0)
    }
    const postinst = await readFile(path.join(control, 'postinst'), 'utf8')
    expect(postinst).toContain("chmod 4755 '/opt/Farline/chrome-sandbox'")
    expect(await readFile(path.join(root, 'opt/Farline/resources/apparmor-profile'), 'utf8')).toContain('userns,')
    const { uid, mode } = await stat(program)
    expect(uid).toBe(0)
    expect(mode & 0o022).toBe(0)
  })
})

describe('the installed product', () => {
  const usual = () => [`--server=${server.url}`, '--disable-gpu']

  it('starts as an ordinary user, in the sandbox, signs in, and its pages fetch their rows', async () => {
    const data = path.join(user.folder, 'desk')
    const started = startInstalled(program, user, [...usual(), `--data=${data}`, `--key-file=${user.folder}/key`], {
      FARLINE_SIGN_IN: JSON.stringify(server.signIn),
    })
    try {
      await started.logged('listening')
      // The worker of a page asked main, and main the server: everything in between works in the archive.
      await expect
        .poll(async () => (await fetch(`${server.url}/metrics`)).text(), { timeout: 30_000 })
        .toMatch(/farline_http_request_seconds_count\{[^}]*route="\/sync\/snapshot"[^}]*status="200"/)
      const renderers = (await processesOf(program)).filter(({ args }) => args.includes('--type=renderer'))
      expect(renderers.length).toBeGreaterThanOrEqual(2)
      for (const { status } of renderers) {
        expect(status).toMatch(/^Seccomp:\s+2$/m)
        expect(status).not.toMatch(/^Uid:\s+0\b/m)
        expect(status).toMatch(/^NSpid:\s+\d+\s+\d+/m)
      }
      const everywhere = (await processesOf(program)).flatMap(({ args }) => args)
      expect(everywhere.filter((word) => /^--(no-sandbox|remote-debugging|inspect)/.test(word))).toEqual([])
    } finally {
      await started.stop()
    }
  })

  it('shows the door where nobody is signed in, with its data where the system keeps such things', async () => {
    const started = startInstalled(program, user, usual())
    try {
      await started.logged('listening')
      // Main is often there before the door has been drawn.
      const shown = () =>
        spawnSync('xdotool', ['search', '--onlyvisible', '--class', 'farline'], { encoding: 'utf8' }).stdout.trim()
      await expect.poll(shown, { timeout: 30_000 }).not.toBe('')
      expect(await readdir(path.join(user.folder, 'Farline'))).toContain('chromium')
    } finally {
      await started.stop()
    }
  })

  it.each(['remote-debugging-port=0', 'remote-debugging-pipe', 'no-sandbox', 'ignore-certificate-errors'])(
    'does not start with --%s',
    async (given) => {
      const started = startInstalled(program, user, [...usual(), `--data=${user.folder}/refused`, `--${given}`])
      expect(await started.exited).toBe(1)
      expect(started.output()).toContain('workstation/debugging-refused')
      expect(started.output()).not.toContain('DevTools listening')
    },
  )

  it('cannot be run as Node, be given Node’s options, or be opened to a debugger', async () => {
    const planted = path.join(user.folder, 'planted.cjs')
    await mkdir(user.folder, { recursive: true })
    await writeFile(planted, 'process.stdout.write("planted code ran\\n")')
    const data = `--data=${user.folder}/closed`
    const started = startInstalled(program, user, [...usual(), data, '--inspect=0', '--inspect-brk=0'], {
      ELECTRON_RUN_AS_NODE: '1',
      NODE_OPTIONS: `--require ${planted}`,
    })
    try {
      // It started as itself: as Node it would have looked for a script named like the options.
      await started.logged('listening')
      expect(started.output()).not.toMatch(/planted code ran|Debugger listening/)
    } finally {
      await started.stop()
    }
  })
})
