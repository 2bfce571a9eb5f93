import type { AroundConversation, AroundFrame } from '#shared/sync/around-protocol.ts'
import type { Session } from '../auth/sessions.ts'
import type { Around } from './around.ts'
import { type ConversationPlace, maySee } from './conversation-place.ts'

/** A desk's line, as far as it is told of others. */
export interface ToldDesk {
  readonly session: Session
  /** False: it reads too slowly for what is worth nothing later. */
  tell(frame: AroundFrame): boolean
}

export interface TellDesks {
  /** From now on it hears who is around, beginning with now. */
  begin(desk: ToldDesk): void
  end(desk: ToldDesk): void
  stop(): void
}

const perFrame = 1000

/** Tells each desk of the colleagues and customers in those conversations that it may see, and of nothing twice. */
export function tellDesks(around: Around): TellDesks {
  const desks = new Map<ToldDesk, Map<string, string>>()
  const stop = around.onChange((changed) => {
    for (const [desk, told] of desks) tell(desk, told, changed)
  })
  return {
    begin(desk) {
      if (desks.has(desk)) return
      const told = new Map<string, string>()
      desks.set(desk, told)
      tell(desk, told, around.places())
    },
    end: (desk) => void desks.delete(desk),
    stop,
  }

  function tell(desk: ToldDesk, told: Map<string, string>, places: readonly ConversationPlace[]): void {
    const news = places
      .filter((place) => maySee(desk.session, place))
      .map(({ id }) => othersAround(around.at(id), desk.session.agentId))
      .filter((now) => isNews(told, now))
    for (let start = 0; start < news.length; start += perFrame) {
      const conversations = news.slice(start, start + perFrame)
      if (desk.tell({ frame: 'around', conversations })) for (const now of conversations) note(told, now)
    }
  }
}

const othersAround = (now: AroundConversation, me: string): AroundConversation => ({
  ...now,
  agents: now.agents.filter(({ agentId }) => agentId !== me),
})

const isNobody = ({ agents, isCustomerTyping }: AroundConversation) => agents.length === 0 && !isCustomerTyping
const textOf = (now: AroundConversation) => (isNobody(now) ? undefined : JSON.stringify(now))
const isNews = (told: ReadonlyMap<string, string>, now: AroundConversation) => told.get(now.id) !== textOf(now)

function note(told: Map<string, string>, now: AroundConversation): void {
  const text = textOf(now)
  if (text === undefined) told.delete(now.id)
  else told.set(now.id, text)
}
