import type { CommandArgs } from '#shared/domain/commands.ts'

type Told = Omit<CommandArgs<'customer.introduce'>, 'customerId'>
type Described = Omit<CommandArgs<'conversation.describe-visit'>, 'conversationId'>

/** What page and forms tell: written down with the first message, since before it nothing about a visitor is stored. */
export interface VisitNotes {
  tell(told: Partial<Told>): void
  describe(described: Described): void
  /** Nothing is to be written. */
  isEmpty(): boolean
  /** What is to be written, once; what fails to be is kept. */
  take(): { readonly told: Told | undefined; readonly described: Described | undefined }
}

export function createVisitNotes(): VisitNotes {
  let told: Told | undefined
  let described: Described | undefined
  return {
    tell(given) {
      told = { ...(told ?? { name: '', email: '', account: '' }), ...given }
    },
    describe(given) {
      described = { ...described, ...given }
    },
    isEmpty: () => told === undefined && described === undefined,
    take() {
      const taken = { told, described }
      told = undefined
      described = undefined
      return taken
    },
  }
}
