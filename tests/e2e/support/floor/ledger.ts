/** What became of what was said: a reply that was taken back, or held and dropped, reaches nobody. */
export type Fate = 'said' | 'withdrawn'

/** Something that somebody said, as the test saw them say it. */
export interface Line {
  /** By the question that opened it. */
  readonly conversation: string
  /** An agent's name, or `customer`. */
  readonly by: string
  readonly text: string
  readonly kind: 'message' | 'note'
  readonly fate: Fate
  readonly files: readonly string[]
  /** Instants of the ledger's own: every use of it is one. */
  readonly saidAt: number
  /** When somebody else had it on their screen: whatever is said later stands after it. */
  readonly seenAt: number
}

const notSeen = Number.POSITIVE_INFINITY

type Saying = Pick<Line, 'conversation' | 'by' | 'text'> & Partial<Pick<Line, 'kind' | 'files' | 'fate'>>

/**
 * Who said and did what, in which conversation and in which order, written by the test while people act. What pages, desks and the
 * server show is compared with it; nothing in it comes from them.
 */
export class Ledger {
  private readonly lines: Line[] = []
  private readonly merged = new Map<string, { readonly into: string; readonly at: number }>()
  private readonly havers = new Map<string, string | null>()
  private readonly deeds: { readonly conversation: string; readonly deed: string }[] = []
  private readonly uses: { readonly conversation: string; readonly use: string }[] = []
  private ticks = 0

  says({ conversation, ...saying }: Saying): void {
    const into = this.merged.get(conversation)?.into ?? conversation
    const more = { kind: 'message', files: [], fate: 'said', saidAt: ++this.ticks, seenAt: notSeen } as const
    this.lines.push({ ...more, ...saying, conversation: into })
  }

  /** Somebody else has it on their screen. */
  seen(text: string): void {
    this.change(text, { seenAt: ++this.ticks })
  }

  /** By the one who said it, before it reached anybody. */
  withdrawn(text: string): void {
    this.change(text, { fate: 'withdrawn' })
  }

  private change(text: string, change: Partial<Line>): void {
    const at = this.lines.findLastIndex((line) => line.text === text)
    const line = this.lines[at]
    if (!line) throw new Error(`nobody said "${text}"`)
    if (change.seenAt === undefined || line.seenAt === notSeen) this.lines[at] = { ...line, ...change }
  }

  merges(conversation: string, into: string): void {
    this.merged.set(conversation, { into, at: ++this.ticks })
  }

  mergedInto(conversation: string): string | undefined {
    return this.merged.get(conversation)?.into
  }

  /** What stands in the timeline besides what was said. */
  does(conversation: string, by: string, event: string): void {
    this.deeds.push({ conversation, deed: `${event} by ${by}` })
  }

  /** Whose it is from now on; null: nobody's. */
  belongsTo(conversation: string, agent: string | null): void {
    this.havers.set(conversation, agent)
  }

  /** An agent's command. What a colleague has, the record of the organisation has to tell of. */
  commands(conversation: string, by: string, verb: string): void {
    const haver = this.havers.get(conversation) ?? null
    if (haver !== null && haver !== by) this.uses.push({ conversation, use: `${verb} by ${by}` })
  }

  get conversations(): readonly string[] {
    return [...new Set(this.lines.map(({ conversation }) => conversation))]
  }

  /** In this conversation itself, in the order in which it was said. */
  in(conversation: string, kind: Line['kind'], fate: Fate): readonly Line[] {
    return this.lines.filter((line) => line.conversation === conversation && line.kind === kind && line.fate === fate)
  }

  /** What its customer hears of it: after a merge also what is said from then on in the other one. */
  heardIn(conversation: string): readonly Line[] {
    const own = this.in(conversation, 'message', 'said')
    const merged = this.merged.get(conversation)
    if (!merged) return own
    return [...own, ...this.in(merged.into, 'message', 'said').filter(({ saidAt }) => saidAt > merged.at)]
  }

  deedsIn(conversation: string): readonly string[] {
    return this.deeds.flatMap((each) => (each.conversation === conversation ? [each.deed] : [])).toSorted()
  }

  usesIn(conversation: string): readonly string[] {
    return this.uses.flatMap((each) => (each.conversation === conversation ? [each.use] : [])).toSorted()
  }
}
