import type { Actor } from '#shared/domain/command.ts'

export const operatorId = 'operator'

/** Whoever runs the server's command line, or its set-up: may do everything within one organisation. */
export const operatorOf = (organisationId: string): Actor => ({
  kind: 'system',
  id: operatorId,
  organisationId,
  brandIds: [],
  rights: [],
})
