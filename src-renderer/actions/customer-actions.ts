import type { CommandArgs } from '#shared/domain/commands.ts'
import type { Customer } from '#shared/domain/customer/customer.ts'
import type { EditableDetail } from '#shared/domain/customer/is-well-formed.ts'
import type { FieldValue } from '#shared/domain/field/field-value.ts'
import type { Workstation } from '../connection/workstation-context.ts'
import { type Submitted, submit } from './submit.ts'

type Desk = Pick<Workstation, 'main'>

/** One detail at a time: whoever corrects another one at the same time wins too. `from`: as the person saw it. */
export function editCustomer(
  { main }: Desk,
  customerId: string,
  detail: EditableDetail,
  from: string,
  to: string,
): Promise<Submitted> {
  const args = { customerId, changes: { [detail]: { from, to } } } as CommandArgs<'customer.edit'>
  return submit(main, 'customer.edit', args)
}

/** `from` is shown as `into` from then on. */
export function mergeCustomers({ main }: Desk, fromId: Customer['id'], intoId: Customer['id']): Promise<Submitted> {
  return submit(main, 'customer.merge', { fromId, intoId })
}

export function unmergeCustomers({ main }: Desk, fromId: Customer['id'], intoId: Customer['id']): Promise<Submitted> {
  return submit(main, 'customer.unmerge', { fromId, intoId })
}

/** One of the organisation's own fields. */
export function setField(
  { main }: Desk,
  about: { readonly conversationId: string } | { readonly customerId: string },
  fieldId: string,
  value: FieldValue | null,
  was: FieldValue | null,
): Promise<Submitted> {
  return submit(main, 'field.set', { ...about, fieldId, value, was } as CommandArgs<'field.set'>)
}
