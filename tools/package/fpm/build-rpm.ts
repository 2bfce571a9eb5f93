import { readFile, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { PackageWish } from './fpm-arguments.ts'
import { layOut, run } from './lay-out.ts'

/** As Debian calls them, and as rpm does. */
const architectures: Readonly<Record<string, string>> = { amd64: 'x86_64', arm64: 'aarch64' }

export async function buildRpm(wish: PackageWish, work: string): Promise<void> {
  const root = path.join(work, 'root')
  await layOut(wish, root)
  const spec = path.join(work, `${wish.name}.spec`)
  await writeFile(spec, await specOf(wish, root, await topFolders(root)))
  const defines = {
    _topdir: work,
    _rpmdir: work,
    _build_name_fmt: 'made.rpm',
    // Chromium brings its own libraries and program files: they are shipped as they are.
    __strip: '/bin/true',
    _build_id_links: 'none',
    _buildhost: 'farline',
    debug_package: '%{nil}',
    __os_install_post: '%{nil}',
    _binary_payload: wish.compression === 'gzip' ? 'w1.gzdio' : 'w6T.xzdio',
  }
  // rpmbuild empties it first.
  const buildRoot = path.join(work, 'build-root')
  const args = Object.entries(defines).flatMap(([name, value]) => ['--define', `${name} ${value}`])
  await run('rpmbuild', [
    '-bb',
    '--target',
    architectures[wish.architecture] ?? wish.architecture,
    '--buildroot',
    buildRoot,
    ...args,
    spec,
  ])
  await run('mv', [path.join(work, 'made.rpm'), wish.file])
}

async function specOf(wish: PackageWish, root: string, owned: readonly string[]): Promise<string> {
  const script = async (file: string) => (file ? (await readFile(file, 'utf8')).replaceAll('%', '%%') : '')
  return `Name: ${wish.name}
Version: ${wish.version}
Release: 1
Summary: ${wish.summary}
License: ${wish.license || 'Proprietary'}
URL: ${wish.url}
Vendor: ${wish.maintainer}
AutoReqProv: no
${wish.depends.map((name) => `Requires: ${name}`).join('\n')}

%description
${wish.description}

%install
mkdir -p %{buildroot}
cp -a --link ${root}/. %{buildroot}/

%post
${await script(wish.afterInstall)}

%postun
${await script(wish.afterRemove)}

%files
%defattr(-,root,root,-)
${owned.map((file) => `"${file}"`).join('\n')}
`
}

/** Our own folder as a whole, and single files where the system's folders are. */
async function topFolders(root: string): Promise<readonly string[]> {
  const opt = (await readdir(path.join(root, 'opt'))).map((name) => `/opt/${name}`)
  const usr = await readdir(path.join(root, 'usr'), { recursive: true, withFileTypes: true })
  const files = usr
    .filter((entry) => !entry.isDirectory())
    .map((entry) => `/${path.relative(root, path.join(entry.parentPath, entry.name))}`)
  return [...opt, ...files]
}
