/** How much a customer's brand values them. */
export const tiers = ['standard', 'silver', 'gold', 'vip'] as const
