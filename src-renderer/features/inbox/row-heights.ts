import type { Preferences } from '#shared/rpc/workstation-contract.ts'

/** CSS pixels at a root font size of 16; inbox-list-row.module.css sets the same in rem. */
export const rowHeights: Record<Preferences['density'], number> = { comfortable: 72, cosy: 56, compact: 44 }
