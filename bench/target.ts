/** A ratio within one run; the figures behind it depend on the machine. */
export interface Target {
  readonly name: string
  readonly target: string
  readonly actual: number
  readonly met: boolean
}

export function atMost(name: string, bound: number, found: number, unit = ''): Target {
  const actual = Math.round(found * 100) / 100
  return { name, target: `≤ ${bound}${unit}`, actual, met: actual <= bound }
}
