/** What must stand in no log: a target adds what its own parts sign in with. */
export const secrets: string[] = []
