// In a file of its own: windows need the number without the validators.
export const messageMaxLength = 8_000
