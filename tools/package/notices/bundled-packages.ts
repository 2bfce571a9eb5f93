import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Plugin } from 'vite'

/** Where each part's build says which packages went into it. */
export const bundledFolder = 'out/bundled'

/** Writes down the folder of every package of which something is in this bundle: code, styles, fonts. */
export function bundledPackages(part: string, root: string): Plugin {
  /** What assets are named after: the root of this build, which is not the project's. */
  let buildRoot = root
  return {
    name: 'farline:bundled-packages',
    configResolved(config) {
      buildRoot = config.root
    },
    async generateBundle(_options, bundle) {
      // While somebody works on it, nothing is shipped.
      if (this.meta.watchMode) return
      const files = Object.values(bundle).flatMap((one) =>
        one.type === 'chunk' ? one.moduleIds : one.originalFileNames.map((name) => path.resolve(buildRoot, name)),
      )
      // Style sheets leave no module in a chunk.
      const folders = new Set([...files, ...this.getModuleIds()].flatMap((file) => packageFolder(file) ?? []))
      await mkdir(path.join(root, bundledFolder), { recursive: true })
      await writeFile(path.join(root, bundledFolder, `${part}.json`), JSON.stringify([...folders].toSorted(), null, 1))
    },
  }
}

/** The package that a file belongs to: a folder with a name, not one that only says `{"type": "module"}`. */
export function packageFolder(file: string): string | undefined {
  const clean = file.replace(/^\0(vite|commonjs|rolldown)[^/]*:?/, '').split('?')[0] ?? ''
  const found = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(clean)?.[1]
  return found !== undefined && existsSync(path.join(found, 'package.json')) ? found : undefined
}
