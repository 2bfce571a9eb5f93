/** Related conversations of one conversation. */
export const linksMax = 20
/** Agents whom one note may name. */
export const mentionsMax = 20
/** Agents who were named in one conversation and have not looked yet; whoever is named beyond that is left out. */
export const mentionedMax = 100
export const offerMinMs = 1_000
export const offerMaxMs = 86_400_000
