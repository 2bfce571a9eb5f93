import type { Preferences } from '#shared/rpc/workstation-contract.ts'

/** The choices as they are written in menus, and what is kept. */
export const undoSeconds = { 0: 0, 5: 5, 10: 10 } as const satisfies Record<number, Preferences['undoSendSeconds']>
