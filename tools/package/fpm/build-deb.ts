import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { PackageWish } from './fpm-arguments.ts'
import { layOut, run } from './lay-out.ts'

export async function buildDeb(wish: PackageWish, work: string): Promise<void> {
  const root = path.join(work, 'root')
  await layOut(wish, root)
  const kibibytes = (await run('du', ['-sk', root])).split('\t')[0] ?? '0'
  const control = path.join(root, 'DEBIAN')
  await mkdir(control, { mode: 0o755 })
  const fields = {
    Package: wish.name,
    Version: wish.version,
    Architecture: wish.architecture,
    Maintainer: wish.maintainer,
    'Installed-Size': kibibytes,
    Depends: wish.depends.join(', '),
    Recommends: wish.recommends.join(', '),
    Section: wish.category || 'misc',
    Priority: 'optional',
    Homepage: wish.url,
    Description: `${wish.summary}\n ${wish.description.replaceAll('\n', '\n ')}`,
  }
  const lines = Object.entries(fields).filter(([, value]) => value !== '')
  await writeFile(path.join(control, 'control'), lines.map(([name, value]) => `${name}: ${value}\n`).join(''))
  for (const [from, name] of [
    [wish.afterInstall, 'postinst'],
    [wish.afterRemove, 'postrm'],
  ] as const) {
    if (from) await copyFile(from, path.join(control, name)).then(() => run('chmod', ['755', path.join(control, name)]))
  }
  const compression = wish.compression === 'gz' ? ['-Zgzip', '-z1'] : ['-Zxz']
  await run('dpkg-deb', ['--root-owner-group', ...compression, '--build', root, wish.file])
}
