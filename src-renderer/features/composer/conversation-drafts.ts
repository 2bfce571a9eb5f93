import { safe } from '@orpc/client'
import { type DraftMode, draftModes } from '#shared/domain/draft/draft.ts'
import type { DraftFile } from '#shared/domain/draft/draft-file.ts'
import type { DraftsOfConversation, KeptDraft } from '#shared/rpc/drafts-contract.ts'
import type { MainClient } from '../../connection/clients.ts'
import { follow } from '../../connection/follow.ts'
import { keepSame } from '../../connection/keep-same.ts'
import * as fields from './draft-field.ts'

export type Keeping = 'nothing' | 'kept' | 'not-kept'

/** What stands in the composer of one conversation. */
export interface DraftsShown {
  readonly reply: string
  readonly note: string
  /** Of the reply, as main last told. */
  readonly files: readonly DraftFile[]
  readonly keeping: Keeping
}

type Left = { readonly draft: KeptDraft | null } | 'not-saved' | 'unknown'

/** The drafts of one conversation in this window. They outlive the composer until all is kept: a full disk loses nothing typed. */
export interface ConversationDrafts {
  /** The same object until something changes. */
  get(): DraftsShown
  onChange(listener: () => void): () => void
  change(mode: DraftMode, text: string, when?: 'soon' | 'now'): void
  /** Keeps at once what would be kept in a moment. */
  keepNow(): void
  /** Runs `submit` while nothing else is under way; it says what is left of the draft, or what became of it. */
  send(mode: DraftMode, submit: (text: string, basedOn: readonly string[]) => Promise<Left>): Promise<void>
  /** A composer shows them, until the returned function is called. */
  attach(): () => void
}

export interface DraftTimers {
  after(delayMs: number, run: () => void): () => void
}

const quietMs = 300
const retryMs = 2_000

interface Parts {
  readonly main: Pick<MainClient, 'drafts'>
  readonly conversationId: string
  readonly timers: DraftTimers
  /** Everything is kept, and nobody looks at it. */
  onIdle(): void
}

export function createConversationDrafts({ main, conversationId, timers, onIdle }: Parts): ConversationDrafts {
  const field: Record<DraftMode, fields.DraftField> = { reply: fields.emptyField, note: fields.emptyField }
  const underWay: Partial<Record<DraftMode, Promise<void>>> = {}
  const listeners = new Set<() => void>()
  let files: readonly DraftFile[] = []
  let shown: DraftsShown = { reply: '', note: '', files, keeping: 'nothing' }
  let hasFailed = false
  let composers = 0
  let following: AbortController | undefined
  let cancelKeeping: (() => void) | undefined

  function set(mode: DraftMode, next: fields.DraftField): void {
    field[mode] = next
    show()
  }

  function show(): void {
    const { reply, note } = field
    const isNothing = reply.base + note.base === ''
    const keeping: Keeping = hasFailed ? 'not-kept' : isNothing ? 'nothing' : 'kept'
    const next: DraftsShown = keepSame(shown, { reply: reply.text, note: note.text, files, keeping })
    if (next === shown) return
    shown = next
    for (const listener of [...listeners]) listener()
  }

  function keepAfter(delayMs: number): void {
    cancelKeeping?.()
    cancelKeeping = timers.after(delayMs, () => {
      cancelKeeping = undefined
      void keepAll()
    })
  }

  async function keepAll(): Promise<void> {
    const kept = await Promise.all(draftModes.map(keep))
    hasFailed = kept.includes(false)
    show()
    if (!hasFailed) letGoWhenIdle()
    else if (!cancelKeeping) keepAfter(retryMs)
  }

  /** False: it could not be kept, and is to be tried again. */
  async function keep(mode: DraftMode): Promise<boolean> {
    await underWay[mode]
    if (fields.isAllKept(field[mode])) return true
    // Never over a draft that is still on its way here.
    if (!field[mode].isKnown) return false
    return run(mode, async () => {
      const { text } = field[mode]
      const bases = fields.basedOn(field[mode])
      set(mode, fields.handedOver(field[mode]))
      const { error, data, isDefined } = await safe(main.drafts.write({ conversationId, mode, text, basedOn: bases }))
      if (error) set(mode, isDefined ? fields.refused(field[mode]) : fields.lost(field[mode]))
      else set(mode, fields.kept(field[mode], data))
      return !error
    })
  }

  function run<Result>(mode: DraftMode, step: () => Promise<Result>): Promise<Result> {
    const done = step()
    const settled = done.then(
      () => undefined,
      () => undefined, // Whoever asked gets the failure.
    )
    underWay[mode] = settled
    void settled.then(() => {
      if (underWay[mode] === settled) delete underWay[mode]
    })
    return done
  }

  function start(): void {
    if (following) return
    const abort = new AbortController()
    following = abort
    follow(
      (options) => {
        for (const mode of draftModes) field[mode] = fields.reconnected(field[mode])
        return main.drafts.watch({ conversationId }, options)
      },
      hear,
      abort,
    ).catch((error: unknown) => reportError(error))
  }

  function hear(news: DraftsOfConversation): void {
    const isTyping = cancelKeeping !== undefined
    for (const mode of draftModes) field[mode] = fields.told(field[mode], news[mode])
    files = news.files
    show()
    // Typed before anything was known, or handed over to a main that is no more.
    if (!isTyping && !draftModes.every((mode) => fields.isAllKept(field[mode]))) keepAfter(quietMs)
  }

  function letGoWhenIdle(): void {
    const isIdle = draftModes.every((mode) => fields.isAllKept(field[mode]) && !underWay[mode])
    if (composers > 0 || !isIdle || cancelKeeping) return
    following?.abort()
    following = undefined
    onIdle()
  }

  function keepNow(): void {
    if (cancelKeeping) keepAfter(0)
  }

  return {
    get: () => shown,
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    change(mode, text, when = 'soon') {
      set(mode, fields.typed(field[mode], text))
      keepAfter(when === 'now' ? 0 : quietMs)
    },
    keepNow,
    async send(mode, submit) {
      const { text } = field[mode]
      while (underWay[mode]) await underWay[mode]
      await run(mode, async () => {
        set(mode, fields.handedOver(field[mode], text))
        const became = await submit(text, fields.basedOn(field[mode]))
        if (became === 'not-saved') set(mode, fields.refused(field[mode]))
        else if (became === 'unknown') set(mode, fields.lost(field[mode]))
        else set(mode, fields.left(field[mode], text, became.draft))
      })
      if (!fields.isAllKept(field[mode])) keepAfter(0)
    },
    attach() {
      composers++
      start()
      return () => {
        composers--
        keepNow()
        letGoWhenIdle()
      }
    },
  }
}
