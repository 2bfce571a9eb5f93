export interface Accent {
  readonly colour: string
  /** Black or white, whichever reads better on it: at least 4.5 : 1 on every colour. */
  readonly onColour: string
}

const fallback = '#2f5bd0'

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** @param wanted `#rgb` or `#rrggbb`; anything else is not let near a style sheet. */
export function readAccent(wanted: string | undefined): Accent {
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(wanted ?? '')
  const long = short
    ? `#${short
        .slice(1)
        .map((digit) => digit + digit)
        .join('')}`
    : (wanted ?? '')
  const colour = /^#[0-9a-f]{6}$/i.test(long) ? long.toLowerCase() : fallback
  const light = luminance(colour)
  return { colour, onColour: 1.05 / (light + 0.05) >= (light + 0.05) / 0.05 ? '#ffffff' : '#000000' }
}
