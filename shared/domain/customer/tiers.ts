/** In a file of its own: windows need the names without the validators. */
export const tiers = ['standard', 'silver', 'gold', 'vip'] as const
