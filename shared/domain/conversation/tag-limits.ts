// In a file of its own: windows need the numbers without the validators.
export const tagMaxLength = 40
export const tagsMax = 50
