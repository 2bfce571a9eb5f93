import { parseArgs } from 'node:util'

/** What electron-builder asks of fpm, the packager that it would download. */
export interface PackageWish {
  readonly target: 'deb' | 'rpm'
  readonly file: string
  readonly name: string
  readonly version: string
  readonly architecture: string
  readonly summary: string
  readonly description: string
  readonly maintainer: string
  readonly url: string
  readonly license: string
  readonly category: string
  readonly depends: readonly string[]
  readonly recommends: readonly string[]
  readonly compression: string
  readonly afterInstall: string
  readonly afterRemove: string
  /** From a file or folder here to a path on the computer that it is installed on. */
  readonly contents: readonly (readonly [from: string, to: string])[]
}

const text = { type: 'string', default: '' } as const
const list = { type: 'string', multiple: true, default: [] as string[] } as const

/** An argument that is not known is a mistake: something would be missing from the package. */
export function parseFpmArguments(args: readonly string[]): PackageWish {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      source: { ...text, short: 's' },
      force: { type: 'boolean' },
      target: { ...text, short: 't' },
      depends: { ...list, short: 'd' },
      'deb-recommends': list,
      'deb-compression': text,
      'deb-priority': text,
      'rpm-os': text,
      'rpm-compression': text,
      'rpm-summary': text,
      architecture: text,
      'after-install': text,
      'after-remove': text,
      description: text,
      version: text,
      package: text,
      name: text,
      maintainer: text,
      vendor: text,
      url: text,
      license: text,
      category: text,
      iteration: text,
    },
  })
  const { target } = values
  if (target !== 'deb' && target !== 'rpm') throw new Error(`Only deb and rpm are made here, not ${target}`)
  const [firstLine = '', ...more] = values.description.split('\n')
  return {
    target,
    file: values.package,
    name: values.name,
    version: values.version,
    architecture: values.architecture,
    summary: values['rpm-summary'] || firstLine,
    description: more.join('\n').trim() || firstLine,
    maintainer: values.maintainer,
    url: values.url,
    license: values.license,
    category: values.category,
    depends: values.depends,
    recommends: values['deb-recommends'],
    compression: values['deb-compression'] || values['rpm-compression'],
    afterInstall: values['after-install'],
    afterRemove: values['after-remove'],
    contents: positionals.map((one) => {
      const at = one.indexOf('=')
      return [one.slice(0, at), one.slice(at + 1)] as const
    }),
  }
}
