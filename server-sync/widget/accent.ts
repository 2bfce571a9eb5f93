export interface Accent {
  readonly colour: string
  /** Black or white, whichever reads better on it: at least 4.5 : 1 on every colour. */
  readonly onColour: string
}

const fallback = '#2f5bd0'

// No array methods here: this runs in a page that may have changed them.
function linear(hex: string, at: number): number {
  const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
}

function luminance(hex: string): number {
  return 0.2126 * linear(hex, 1) + 0.7152 * linear(hex, 3) + 0.0722 * linear(hex, 5)
}

/** @param wanted `#rgb` or `#rrggbb`; anything else is not let near a style sheet. */
export function readAccent(wanted: string | undefined): Accent {
  const long = (wanted ?? '').replace(/^#([0-9a-f])([0-9a-f])([0-9a-f])$/i, '#$1$1$2$2$3$3')
  const colour = /^#[0-9a-f]{6}$/i.test(long) ? long.toLowerCase() : fallback
  const light = luminance(colour)
  return { colour, onColour: 1.05 / (light + 0.05) >= (light + 0.05) / 0.05 ? '#ffffff' : '#000000' }
}
