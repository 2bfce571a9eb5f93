import { existsSync } from 'node:fs'
import { readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { type Configuration, Platform, build } from 'electron-builder'
import { buildProject } from '../build/build-project.ts'
import { isBuilt } from '../build/build-stamp.ts'
import { ensureElectronRuntime } from '../electron-runtime/ensure-electron-runtime.ts'
import { projectRoot } from '../project-root.ts'
import { ensureAptPackages } from '../test/ensure-apt-packages.ts'
import { fuses, wrongFuses } from './fuses.ts'

export interface PackageOptions {
  readonly out: string
  /** On the Electron of the tests, quickly, unsigned. */
  readonly isForTests: boolean
  /** As electron-builder calls them; undefined: all that are usual on the system. */
  readonly targets: readonly string[] | undefined
  say(line: string): void
}

export interface PackageProblem {
  readonly step: string
  readonly message: string
}

const testElectronVersion = '33.2.1'

/** From the sources to installers. Gives back the first thing that went wrong. */
export async function packageFarline(options: PackageOptions): Promise<PackageProblem | undefined> {
  const steps: [name: string, act: () => Promise<string | undefined>][] = [
    ['Looking for the tools', () => ensureTools(options)],
    ['Building', buildWhereNeeded],
    ['Packing', () => pack(options)],
    ['Reading the fuses back', () => checkFuses(options.out)],
  ]
  for (const [step, act] of steps) {
    const startedAt = performance.now()
    options.say(`${step} …`)
    const message = await act().catch((error: Error) => error.message)
    if (message !== undefined) return { step, message }
    options.say(`  ${((performance.now() - startedAt) / 1000).toFixed(1)} s`)
  }
  for (const name of await readdir(options.out)) {
    const { size } = await stat(path.join(options.out, name))
    if (/\.(deb|rpm|AppImage|exe|msi|dmg|zip)$/.test(name)) options.say(`${name}  ${(size / 1e6).toFixed(1)} MB`)
  }
  return undefined
}

async function ensureTools({ targets, say }: PackageOptions): Promise<string | undefined> {
  if (process.platform !== 'linux' || targets?.join() === 'dir') return undefined
  return ensureAptPackages(say, [['rpm'], ['desktop-file-utils'], ['p7zip-full', '7zip']])
}

async function buildWhereNeeded(): Promise<string | undefined> {
  if (await isBuilt()) return undefined
  const [failure] = await buildProject()
  return failure && `the ${failure.name}: ${failure.output}`
}

async function pack({ out, isForTests, targets, say }: PackageOptions): Promise<undefined> {
  // Both would be downloaded; here they come from the system.
  if (process.platform === 'linux') {
    process.env['CUSTOM_FPM_PATH'] ??= path.join(import.meta.dirname, 'fpm/main.ts')
    if (existsSync('/usr/bin/7za')) process.env['ELECTRON_BUILDER_7ZIP_PATH'] ??= '/usr/bin/7za'
  }
  const platform = isForTests ? Platform.LINUX : Platform.current()
  await build({
    projectDir: projectRoot,
    targets: platform.createTarget(targets ? [...targets] : null),
    publish: 'never',
    config: {
      extends: 'electron-builder.yml',
      directories: { output: out },
      electronFuses: fuses,
      ...(isForTests ? await testRuntime(say) : {}),
    },
  })
}

async function testRuntime(say: (line: string) => void): Promise<Configuration> {
  return {
    electronDist: path.dirname(await ensureElectronRuntime(say)),
    electronVersion: testElectronVersion,
    // A minute of compressing proves nothing.
    afterPack: ({ appOutDir }) => rm(path.join(appOutDir, 'resources/default_app.asar')),
    deb: { compression: 'gz' },
    rpm: { compression: 'gzip' },
  }
}

async function checkFuses(out: string): Promise<string | undefined> {
  const found = packedProgram(out)
  if (found === undefined) return `there is no packed program in ${out}`
  const wrong = await wrongFuses(found)
  return wrong.length === 0 ? undefined : `${found} has not the fuses of tools/package/fuses.ts: ${wrong.join(', ')}`
}

/** The program file that electron-builder packed, on any of the three systems. */
export function packedProgram(out: string): string | undefined {
  const places = ['linux-unpacked/farline', 'win-unpacked/Farline.exe', 'mac/Farline.app', 'mac-arm64/Farline.app']
  return places.map((place) => path.join(out, place)).find((file) => existsSync(file))
}
