/** A key for typing, four characters at a time. Spaces are for the eyes: what is copied has none. */
export const secretGroups = (secret: string): string[] => secret.match(/.{1,4}/g) ?? []
