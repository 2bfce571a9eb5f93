/** What we may ship inside a product that is not free itself, with the licence's text beside it. */
const allowed = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'OFL-1.1',
  'Unlicense',
  'Zlib',
])

/** Packages that say it in their own words, looked at by a person. */
const lookedAt: Readonly<Record<string, string>> = { 'dictionary-en': 'MIT AND BSD-3-Clause' }

/** Also allowed for what lies beside the program as a file of its own, made from what npm has under that name. */
const allowedAsFile: Readonly<Record<string, string>> = {
  'dictionary-es': 'MPL-1.1',
  'dictionary-fr': 'MPL-2.0',
  'dictionary-pt': 'MPL-2.0',
}

/**
 * Why a package may not be shipped, or undefined. Of `A OR B` one is enough; of `A AND B` both are needed.
 * @param licence an SPDX expression, as in package.json
 */
export function licenceProblem(name: string, licence: string | undefined): string | undefined {
  const said = lookedAt[name] ?? licence
  if (said === undefined || said === '') return `${name} says nothing of its licence`
  const isAllowed = said
    .replaceAll(/[()]/g, '')
    .split(/\s+OR\s+/)
    .some((choice) =>
      choice.split(/\s+AND\s+/).every((one) => allowed.has(one.trim()) || allowedAsFile[name] === one.trim()),
    )
  return isAllowed
    ? undefined
    : `${name} has the licence ${said}, which tools/package/notices/licences.ts does not allow`
}
