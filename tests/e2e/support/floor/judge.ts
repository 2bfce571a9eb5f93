import type { Line } from './ledger.ts'

/** One message as a page, a desk or the server has it. */
export interface Shown {
  readonly by: string
  readonly text: string
  readonly files: readonly string[]
}

/** Lost, doubled, misattributed, out of order, and what nobody said: each as a sentence. No sentence: all is as it was said. */
export function judge(where: string, said: readonly Line[], shown: readonly Shown[]): readonly string[] {
  const known = new Map(said.map((line) => [line.text, line]))
  const places = new Map<string, number>()
  const findings: string[] = []
  const find = (what: string, text: string) => findings.push(`${where}: ${what}: ${text}`)
  for (const [place, { text, by, files }] of shown.entries()) {
    const line = known.get(text)
    if (!line) find('nobody said', text)
    else if (line.by !== by) find(`by ${by}, not by ${line.by}`, text)
    else if (line.files.join() !== files.join()) find(`files are ${files.join()}, not ${line.files.join()}`, text)
    if (places.has(text)) find('doubled', text)
    places.set(text, place)
  }
  for (const { text } of said) if (!places.has(text)) find('lost', text)
  for (const earlier of said)
    for (const later of said) {
      const [before, after] = [places.get(earlier.text), places.get(later.text)]
      if (before === undefined || after === undefined || before < after) continue
      if (mustPrecede(earlier, later)) find(`out of order, after "${later.text}"`, earlier.text)
    }
  return findings
}

/** What one person said stands in the order of saying; whoever speaks after having seen something stands behind it. */
const mustPrecede = (earlier: Line, later: Line): boolean =>
  earlier.by === later.by ? earlier.saidAt < later.saidAt : earlier.seenAt < later.saidAt
