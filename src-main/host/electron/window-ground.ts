/** What a window is filled with until its page has drawn: `--bg` of ui/tokens.css. */
export const windowGround = { light: '#f4f5f5', dark: '#111416' } as const
