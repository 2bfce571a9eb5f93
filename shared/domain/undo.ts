import type { IdSource } from '../kit/id-source.ts'
import { idMaxLength } from '../schema/fields.ts'
import type { BasedOn, RowReader } from './command.ts'
import type { CommandArgs, CommandType } from './commands.ts'
import type { Conversation } from './conversation/conversation.ts'
import { mergesOf } from './customer/shown-customer.ts'
import { valueOf } from './field/value-of.ts'

/** A command that takes another one back. */
export type Inverse = {
  [Type in CommandType]: {
    readonly type: Type
    readonly version: 1
    readonly args: CommandArgs<Type>
    readonly basedOn: BasedOn
  }
}[CommandType]

type InverseOf<Type extends CommandType> = (
  args: CommandArgs<Type>,
  before: RowReader,
  nextId: IdSource,
) => Inverse | null

const entryIn = (nextId: IdSource) => nextId() as CommandArgs<'conversation.assign'>['entryId']

/**
 * What takes each command back, made of what was done and of the rows as they were before. `null`: it changed nothing, or what
 * it changed cannot be had back. All of it comes back but what stands in the timeline, offers, and whose turn it was to undo.
 */
const inverses: { readonly [Type in CommandType]?: InverseOf<Type> } = {
  'message.send': ({ messageId, conversationId, undoMs = 0, attachments = [] }) =>
    undoMs > 0 || attachments.length > 0 ? command('message.unsend', { messageId, conversationId }) : null,
  'conversation.assign': ({ conversationId, assigneeId }, before, nextId) => {
    const was = before.get('conversation', conversationId)
    if (!was || was.assigneeId === assigneeId) return null
    const args = { conversationId, assigneeId: was.assigneeId, entryId: entryIn(nextId) }
    return command('conversation.assign', args, { assigneeId })
  },
  'conversation.transfer': ({ conversationId, to }, before, nextId) => {
    const was = before.get('conversation', conversationId)
    if (!was) return null
    const { assigneeId, queueId } = was
    const back =
      assigneeId === null
        ? { kind: 'queue' as const, queueId }
        : { kind: 'agent' as const, agentId: assigneeId, queueId }
    return command(
      'conversation.transfer',
      { conversationId, entryId: entryIn(nextId), to: back, note: '', noteId: entryIn(nextId), language: '' },
      { assigneeId: to.kind === 'agent' ? to.agentId : null },
    )
  },
  'conversation.accept-offer': ({ conversationId }, before, nextId) =>
    before.get('conversation', conversationId)?.assigneeId === null
      ? command('conversation.assign', { conversationId, assigneeId: null, entryId: entryIn(nextId) })
      : null,
  'conversation.offer': ({ conversationId }, _, nextId) =>
    command('conversation.withdraw-offer', { conversationId, entryId: entryIn(nextId) }),
  'conversation.resolve': ({ conversationId }, before, nextId) =>
    isIn(before, conversationId, 'open', 'snoozed')
      ? command('conversation.reopen', { conversationId, entryId: entryIn(nextId), asBefore: true })
      : null,
  'conversation.reopen': ({ conversationId }, before, nextId) => {
    const was = before.get('conversation', conversationId)
    const args = { conversationId, entryId: entryIn(nextId) }
    if (was?.status === 'snoozed') return command('conversation.snooze', { ...args, untilAt: was.snoozedUntilAt })
    return was?.status === 'resolved' ? command('conversation.resolve', { ...args, asBefore: true }) : null
  },
  'conversation.snooze': ({ conversationId }, before, nextId) =>
    isIn(before, conversationId, 'open', 'snoozed', 'resolved')
      ? command('conversation.unsnooze', { conversationId, entryId: entryIn(nextId), asBefore: true })
      : null,
  'conversation.unsnooze': ({ conversationId }, before, nextId) => {
    const was = before.get('conversation', conversationId)
    if (was?.status !== 'snoozed') return null
    const args = { conversationId, entryId: entryIn(nextId), untilAt: was.snoozedUntilAt }
    return command('conversation.snooze', args)
  },
  'conversation.mark-spam': ({ conversationId }, before, nextId) =>
    isIn(before, conversationId, 'open', 'snoozed', 'resolved')
      ? command('conversation.not-spam', { conversationId, entryId: entryIn(nextId) })
      : null,
  'conversation.not-spam': ({ conversationId }, before, nextId) =>
    isIn(before, conversationId, 'spam')
      ? command('conversation.mark-spam', { conversationId, entryId: entryIn(nextId) })
      : null,
  'conversation.prioritise': ({ conversationId, priority }, before, nextId) => {
    const was = before.get('conversation', conversationId)
    if (!was || was.priority === priority) return null
    const args = { conversationId, entryId: entryIn(nextId), priority: was.priority }
    return command('conversation.prioritise', args)
  },
  'conversation.merge': ({ fromId, intoId }, before, nextId) =>
    before.get('conversation', fromId)?.mergedIntoId === null
      ? command('conversation.unmerge', { fromId, intoId, entryId: entryIn(nextId), intoEntryId: entryIn(nextId) })
      : null,
  'conversation.unmerge': ({ fromId, intoId }, before, nextId) => {
    const from = before.get('conversation', fromId)
    const into = before.get('conversation', intoId)
    if (!from || !into || from.mergedIntoId !== intoId) return null
    const leading = (customerId: string) => mergesOf(customerId, (id) => before.get('customer', id))
    const customerIds = [...leading(from.customerId), ...leading(into.customerId)]
    const ids = { fromId, intoId, entryId: entryIn(nextId), intoEntryId: entryIn(nextId) }
    return command('conversation.merge', { ...ids, customerIds: [...new Set(customerIds)].slice(0, 10) })
  },
  'conversation.link': ({ conversationId, otherId }, before, nextId) =>
    before.get('conversation', conversationId)?.linkedIds.includes(otherId) === false
      ? command('conversation.unlink', {
          conversationId,
          otherId,
          entryId: entryIn(nextId),
          otherEntryId: entryIn(nextId),
        })
      : null,
  'conversation.unlink': ({ conversationId, otherId }, before, nextId) =>
    before.get('conversation', conversationId)?.linkedIds.includes(otherId)
      ? command('conversation.link', {
          conversationId,
          otherId,
          entryId: entryIn(nextId),
          otherEntryId: entryIn(nextId),
        })
      : null,
  'mention.read': ({ conversationId }) => command('mention.unread', { conversationId }),
  'mention.unread': ({ conversationId }) => command('mention.read', { conversationId }),
  'tag.add': ({ conversationId, tag }, before) =>
    before.get('conversation', conversationId)?.tags.includes(tag) === false
      ? command('tag.remove', { conversationId, tag })
      : null,
  'tag.remove': ({ conversationId, tag }, before) =>
    before.get('conversation', conversationId)?.tags.includes(tag) ? command('tag.add', { conversationId, tag }) : null,
  'view.save': ({ id, name, view }, before) => {
    const was = before.get('directory', id)
    if (!was?.view || !was.isActive) return command('view.remove', { id })
    if (was.name === name && sameJson(was.view, view)) return null
    return command('view.save', { id, name: was.name, view: was.view })
  },
  'view.remove': ({ id }, before) => {
    const was = before.get('directory', id)
    return was?.view && was.isActive ? command('view.save', { id, name: was.name, view: was.view }) : null
  },
  'customer.edit': ({ customerId, changes }) => {
    const turned = Object.entries(changes).flatMap(([field, change]) =>
      change ? [[field, { from: change.to, to: change.from }] as const] : [],
    )
    return turned.length === 0 ? null : command('customer.edit', { customerId, changes: Object.fromEntries(turned) })
  },
  'customer.merge': (args, before) =>
    before.get('customer', args.fromId)?.mergedIntoId === null ? command('customer.unmerge', args) : null,
  'customer.unmerge': (args, before) =>
    before.get('customer', args.fromId)?.mergedIntoId === args.intoId ? command('customer.merge', args) : null,
  'field.set': (args, before) => {
    const row =
      'conversationId' in args
        ? before.get('conversation', args.conversationId)
        : before.get('customer', args.customerId)
    if (!row) return null
    const value = valueOf(row.fields, args.fieldId)
    return value === args.value ? null : command('field.set', { ...args, value, was: args.value })
  },
}

/** So long a desk offers to take something back; whether it still can be, the server says. */
export const undoForMs = 24 * 3_600_000

/**
 * The ids of what takes a command back, made of its own: whoever works it out again, in another window or after a restart, gets
 * the same ones, and what was taken back twice is taken back once. No UUID ends in such a letter.
 */
export function undoIdsOf(commandId: string): IdSource {
  let given = 0
  return () => `${commandId.slice(0, idMaxLength - 1)}${'ghijklmnop'.charAt(given++)}`
}

/** What a person does and nobody takes back: what was said, declined, read or decided stays so. */
export const neverUndone = [
  'message.unsend',
  'message.send-anyway',
  'message.drop',
  'note.add',
  'conversation.decline-offer',
  'conversation.withdraw-offer',
  'conversation.mark-read',
] as const satisfies readonly CommandType[]

export const canBeUndone = (type: CommandType): boolean => inverses[type] !== undefined

/** @param before the rows as they were for whoever did it, before they did it */
export function undoOf<Type extends CommandType>(
  done: { readonly type: Type; readonly args: CommandArgs<Type> },
  before: RowReader,
  nextId: IdSource,
): Inverse | null {
  return inverses[done.type]?.(done.args, before, nextId) ?? null
}

function command<Type extends CommandType>(type: Type, args: CommandArgs<Type>, basedOn: BasedOn = {}) {
  return { type, version: 1, args, basedOn } as Extract<Inverse, { type: Type }>
}

const sameJson = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

const isIn = (rows: RowReader, conversationId: string, ...statuses: readonly Conversation['status'][]) => {
  const was = rows.get('conversation', conversationId)
  return was !== undefined && statuses.includes(was.status)
}
