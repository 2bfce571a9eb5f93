export const fieldTextMax = 1_000
