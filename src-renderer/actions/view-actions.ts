import type { ViewFilter } from '#shared/domain/view/view-filter.ts'
import type { Workstation } from '../connection/workstation-context.ts'
import { type Submitted, submit } from './submit.ts'

type Desk = Pick<Workstation, 'main'>

export interface WrittenView {
  readonly id: string
  readonly name: string
  /** Empty: one's own. */
  readonly teamId: string
  readonly filter: ViewFilter
}

export function saveView({ main }: Desk, { id, name, teamId, filter }: WrittenView): Promise<Submitted> {
  return submit(main, 'view.save', { id, name, view: { teamId, filter } })
}

export function removeView({ main }: Desk, id: string): Promise<Submitted> {
  return submit(main, 'view.remove', { id })
}
