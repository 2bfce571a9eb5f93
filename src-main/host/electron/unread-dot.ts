const size = 16
const radius = 7

/** A filled circle for Windows' task bar, as BGRA: it has no numbers of its own to show. */
export const unreadDot = Buffer.from(
  Array.from({ length: size * size }, (_, at) => {
    const fromMiddle = Math.hypot((at % size) - 7.5, Math.floor(at / size) - 7.5)
    return fromMiddle <= radius ? [0x3c, 0x3c, 0xd6, 0xff] : [0, 0, 0, 0]
  }).flat(),
)
