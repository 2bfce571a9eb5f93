import type { Actor } from '#shared/domain/command.ts'

/** Whoever runs the server's command line, or its set-up: may do everything within one organisation. */
export const operatorOf = (organisationId: string): Actor => ({
  kind: 'system',
  id: 'operator',
  organisationId,
  brandIds: [],
  rights: [],
})
