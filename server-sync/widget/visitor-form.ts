import type { VisitorFrame } from '#shared/sync/chat-protocol.ts'
import type { KeyValueStore } from './key-value-store.ts'
import type { PreChatForm, Standing } from './parse-frame.ts'

export interface FormAnswers {
  readonly name: string
  readonly email: string
  readonly orderNumber: string
  readonly consent: string
  readonly trap: string
}

/** What is asked before anybody writes, and what was answered: kept until the first message has taken it along. */
export interface VisitorForm {
  /** As the server asks it of this visitor; null: nothing. */
  ask(asked: PreChatForm | null): void
  fillIn(answers: FormAnswers): void
  /** The server wants it again. */
  forget(): void
  /** Again with each connection. */
  tell(standing: Standing): void
  /** @param isNew nothing was said here yet */
  toFillIn(standing: Standing, isNew: boolean): PreChatForm | null
}

interface FormPorts {
  readonly store: KeyValueStore
  send(frame: VisitorFrame): void
}

const formKey = 'form'

/** Nobody is here: then at least an address can be left. */
const awayForm: PreChatForm = { name: 'no', email: 'optional', orderNumber: 'no', consent: '' }

export function createVisitorForm({ store, send }: FormPorts): VisitorForm {
  let form: PreChatForm | null = null
  return {
    ask: (asked) => void (form = asked),
    fillIn: (answers) => store.set(formKey, JSON.stringify(answers)),
    forget: () => store.remove(formKey),
    tell(standing) {
      const kept = store.get(formKey)
      if (kept === null) return
      const answers = parseAnswers(kept)
      if (answers && standing.status === 'none') send({ frame: 'form', ...answers })
      else store.remove(formKey)
    },
    toFillIn(standing, isNew) {
      if (!isNew || standing.status !== 'none' || store.get(formKey) !== null) return null
      if (form && isAsked(form))
        return standing.isOpen ? form : { ...form, email: form.email === 'no' ? 'optional' : form.email }
      return standing.isOpen ? null : awayForm
    },
  }
}

const isAsked = ({ name, email, orderNumber, consent }: PreChatForm) =>
  name !== 'no' || email !== 'no' || orderNumber !== 'no' || consent !== ''

function parseAnswers(json: string): FormAnswers | undefined {
  try {
    const { name, email, orderNumber, consent, trap } = JSON.parse(json) as Record<string, unknown>
    const of = (value: unknown, most: number) => (typeof value === 'string' ? value.slice(0, most) : '')
    return {
      name: of(name, 120),
      email: of(email, 200),
      orderNumber: of(orderNumber, 60),
      consent: of(consent, 500),
      trap: of(trap, 200),
    }
  } catch {
    return undefined
  }
}
