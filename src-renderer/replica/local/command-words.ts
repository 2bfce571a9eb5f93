import type { DraftFile } from '#shared/domain/draft/draft-file.ts'
import { declaredFilesSchema } from '#shared/domain/file/attachment.ts'
import type { Envelope } from '#shared/sync/envelope.ts'

type Given = Pick<Envelope, 'args'>

const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)

/** The conversation that a command is about. */
export const conversationOf = ({ args }: Given) => textOf(args['conversationId']) ?? textOf(args['fromId'])

/** The customer that it is about. */
export const customerOf = ({ args }: Given) => textOf(args['customerId'])

/** What somebody typed, wherever their command carries it: it must not be lost with the command. */
export const wordsOf = ({ args }: Given) =>
  textOf(args['text']) ?? textOf(args['note']) ?? textOf(args['reason']) ?? textOf(args['value']) ?? editedIn(args)

/** The files that a reply declares. */
export const filesOf = ({ args }: Given): DraftFile[] => declaredFilesSchema.safeParse(args['attachments']).data ?? []

function editedIn({ changes }: Envelope['args']): string | null {
  if (typeof changes !== 'object' || changes === null) return null
  const written = Object.values(changes).map((change) => textOf((change as { to?: unknown } | null)?.to))
  return textOf(written.filter((words) => words !== null).join('\n'))
}
