/**
 * Browser host: how a line of a page of ours ends whose browser has lost its cookie. It stays closed until the link that
 * Farline prints is opened again.
 */
export const notLetInCode = 4003
