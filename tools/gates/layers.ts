import path from 'node:path'

/**
 * Who may import whom, folder by folder. Imports go down only: kit < schema < domain < sync < rpc < processes, and processes never
 * import one another: they meet in shared/.
 */
const layers: Layer[] = [
  { folder: 'shared', mayImport: [] },
  { folder: 'shared/kit', mayImport: [] },
  { folder: 'shared/schema', mayImport: ['shared/kit'] },
  // What both the windows and the system's own surfaces say.
  { folder: 'shared/words', mayImport: ['shared/kit'] },
  { folder: 'shared/domain', mayImport: ['shared/kit', 'shared/schema'] },
  { folder: 'shared/sync', mayImport: ['shared/kit', 'shared/schema', 'shared/domain'] },
  { folder: 'shared/rpc', mayImport: ['shared/kit', 'shared/schema', 'shared/domain', 'shared/sync'] },
  { folder: 'server-sync/widget', mayImport: ['shared'] },
  // A page in a browser: it speaks with the server over HTTP only, and looks like the workstation.
  { folder: 'server-sync/admin/page', mayImport: ['shared', 'src-renderer/ui'] },
  { folder: 'server-sync', mayImport: ['shared'] },
  { folder: 'src-main', mayImport: ['shared'] },
  { folder: 'src-preload', mayImport: ['shared'] },
  { folder: 'src-renderer/replica', mayImport: ['shared'] },
  { folder: 'src-renderer/media', mayImport: ['shared'] },
  // The design system knows no word of the domain, so that it can be looked at, tested and changed alone.
  { folder: 'src-renderer/ui', mayImport: ['shared/kit'] },
  // Each feature is a layer of its own (see layerOf): what two of them need moves below both.
  { folder: 'src-renderer/features/*', mayImport: ['shared', 'src-renderer', 'src-renderer/ui'] },
  { folder: 'src-renderer/app', mayImport: ['shared', 'src-renderer', 'src-renderer/ui', 'src-renderer/features/*'] },
  { folder: 'src-renderer', mayImport: ['shared', 'src-renderer/ui'] },
]

/** Packages that only some folders may use. */
const packages: PackageRule[] = [
  {
    name: /^(rxdb|dexie)(\/|$)/,
    onlyIn: ['src-renderer/replica', 'shared/schema'],
    why: 'only the replica holds rows',
  },
  { name: /^electron(\/|$)/, onlyIn: ['src-main', 'src-preload'], why: 'only main and preload run in Electron' },
  {
    name: /^(pg|@electric-sql\/pglite|fastify|@fastify\/)/,
    onlyIn: ['server-sync'],
    why: 'only the server serves customers and stores the truth',
  },
  {
    name: /^(react|react-dom|react-aria-components|zustand)(\/|$)/,
    onlyIn: [
      'src-renderer',
      'src-renderer/ui',
      'src-renderer/features/*',
      'src-renderer/app',
      'server-sync/admin/page',
    ],
    why: 'only windows draw',
  },
  {
    name: /^(node:|(fs|path|os|child_process|crypto|http|net)$)/,
    onlyIn: ['server-sync', 'src-main'],
    why: 'Node is not there at run time',
  },
]

interface Layer {
  folder: string
  mayImport: string[]
}

interface PackageRule {
  name: RegExp
  onlyIn: string[]
  why: string
}

interface Place extends Layer {
  /** The folder itself: `src-renderer/features/inbox` where the layer says `src-renderer/features/*`. */
  name: string
}

export interface Import {
  /** Path of the importing file from the project's root, with forward slashes. */
  from: string
  specifier: string
}

/** Says in one sentence which layer an import breaks, or undefined when it breaks none. */
export function layerViolation({ from, specifier }: Import): string | undefined {
  const importer = layerOf(from)
  if (!importer) return undefined
  // `?worker&url` and `?url` give an address, not code.
  if (/\?(.*&)?(url|sharedworker|worker)\b/.test(specifier)) return undefined
  const target = resolve(from, specifier)
  return target === undefined
    ? packageViolation(importer, specifier, isTestFile(from))
    : isTestFile(from)
      ? undefined
      : folderViolation(importer, target)
}

function packageViolation(importer: Place, specifier: string, isTest: boolean): string | undefined {
  // Tests run in Node and may use what it has, but those of shared/ prove that shared/ needs nothing.
  if (isTest && !importer.folder.startsWith('shared')) return undefined
  const rule = packages.find(({ name }) => name.test(specifier))
  if (!rule || rule.onlyIn.includes(importer.folder)) return undefined
  return `${importer.name} must not import ${specifier}: ${rule.why}`
}

function folderViolation(importer: Place, target: string): string | undefined {
  if (/^(tests|tools|bench)\//.test(target)) return `${importer.name} must not import ${target}: it is never shipped`
  if (isTestFile(target)) return `${importer.name} must not import ${target}: it is test code`
  const imported = layerOf(target)
  if (!imported || imported.name === importer.name) return undefined
  const isAllowed = importer.mayImport.some(
    (folder) => folder === imported.folder || (folder === 'shared' && imported.folder.startsWith('shared/')),
  )
  return isAllowed ? undefined : `${importer.name} must not import ${imported.name} (${target})`
}

function resolve(from: string, specifier: string): string | undefined {
  if (specifier.startsWith('#shared/')) return path.posix.normalize(specifier.slice(1))
  if (specifier.startsWith('.')) return path.posix.join(path.posix.dirname(from), specifier)
  return undefined
}

function layerOf(file: string): Place | undefined {
  const layer = layers
    .filter(({ folder }) => file.startsWith(folder.endsWith('/*') ? folder.slice(0, -1) : `${folder}/`))
    .toSorted((a, b) => b.folder.length - a.folder.length)[0]
  if (!layer) return undefined
  return { ...layer, name: file.split('/').slice(0, layer.folder.split('/').length).join('/') }
}

function isTestFile(file: string): boolean {
  return /\.test\.tsx?$|\/testing\//.test(file)
}
