/** A desk says again what it shows so often, and is believed for so long. */
export const hereRepeatMs = 15_000
export const hereLastsMs = 40_000
/** Whoever has typed nothing for so long is only looking. */
export const typingLastsMs = 6_000
/** How often a customer's chat, and the server to it, says that somebody types. */
export const typingEveryMs = 3_000
