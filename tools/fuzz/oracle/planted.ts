/**
 * Texts that stand where nobody may see them. Each is searched for in everything that is answered or logged. They appear in no
 * input, so that an echo is not taken for a leak.
 */
export const markers = {
  /** In rows of the other organisation. */
  otherOrganisation: 'zq-meridian-rival-5b1e',
  /** In rows of the brand that the signed-in agent does not serve. */
  otherBrand: 'zq-kite-private-77c3',
} as const

/** A customer's or agent's own words: they are given as input, and no log line may hold them. */
export const spoken = 'zq my parcel never came 3f09'
