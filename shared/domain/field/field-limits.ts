export const fieldTextMax = 1_000
/** Fields that hold a value in one row. */
export const fieldsMax = 100
