import { ORPCError } from '@orpc/client'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { mergeTexts } from '#shared/domain/draft/merge-texts.ts'
import type { DraftFile } from '#shared/domain/draft/draft-file.ts'
import type { DraftsOfConversation, KeptDraft } from '#shared/rpc/drafts-contract.ts'
import type { MainClient } from '../../connection/clients.ts'
import { createConversationDrafts } from './conversation-drafts.ts'

type Write = Parameters<MainClient['drafts']['write']>[0]

/** Main’s drafts of one conversation, and a hand on everything that can go wrong on the way there. */
function startMain() {
  let draft: DraftsOfConversation = { reply: { text: '', rev: 0 }, note: { text: '', rev: 0 }, files: [] }
  let fails: 'not-saved' | 'lost-before' | 'lost-after' | undefined
  const wake = new Set<() => void>()
  const writes: Write[] = []
  async function* watch(signal: AbortSignal | undefined) {
    while (!signal?.aborted) {
      yield draft
      await new Promise<void>((resolve) => {
        wake.add(resolve)
        signal?.addEventListener('abort', () => resolve())
      })
    }
  }
  function keep(mode: Write['mode'], text: string): KeptDraft {
    draft = { ...draft, [mode]: { text, rev: Math.max(draft.reply.rev, draft.note.rev) + 1 } }
    for (const resolve of wake) resolve()
    return draft[mode]
  }
  const drafts = {
    watch: async (_input: unknown, options?: { signal?: AbortSignal }) => watch(options?.signal),
    async write(write: Write) {
      writes.push(write)
      const failure = fails
      if (failure === 'not-saved') {
        throw new ORPCError('NOT_SAVED', { defined: true, data: { problem: 'log/disk-full' } })
      }
      if (failure === 'lost-before') throw new Error('the line broke')
      const kept = keep(write.mode, mergeTexts(write.basedOn, write.text, draft[write.mode].text))
      if (failure === 'lost-after') throw new Error('the line broke')
      return kept
    },
  }
  return {
    main: { drafts } as unknown as Pick<MainClient, 'drafts'>,
    writes,
    keep,
    attach(file: DraftFile) {
      draft = { ...draft, files: [...draft.files, file] }
      for (const resolve of wake) resolve()
    },
    now: () => draft,
    fail: (how: typeof fails) => void (fails = how),
  }
}

let due: { at: number; run: () => void }[] = []
let time = 0
const timers = {
  after(delayMs: number, run: () => void) {
    const entry = { at: time + delayMs, run }
    due.push(entry)
    return () => void (due = due.filter((other) => other !== entry))
  },
}

async function pass(ms: number) {
  time += ms
  const now = due.filter(({ at }) => at <= time)
  due = due.filter(({ at }) => at > time)
  for (const { run } of now) run()
  await settled()
}
const settled = async () => {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve))
}

async function open(at = startMain()) {
  const onIdle = vi.fn<() => void>()
  const drafts = createConversationDrafts({ main: at.main, conversationId: 'c1', timers, onIdle })
  const detach = drafts.attach()
  await settled()
  return { ...at, drafts, detach, onIdle }
}

describe('the drafts of a conversation in a window', () => {
  beforeEach(() => {
    due = []
    time = 0
  })

  it('are kept when somebody pauses, and not at every key', async () => {
    const { drafts, writes, now } = await open()
    for (const text of ['D', 'De', 'Dea']) {
      drafts.change('reply', text)
      await pass(100)
    }
    expect(writes).toEqual([])
    await pass(300)
    expect(writes).toEqual([{ conversationId: 'c1', mode: 'reply', text: 'Dea', basedOn: [''] }])
    expect(drafts.get()).toEqual({ reply: 'Dea', note: '', files: [], keeping: 'kept' })
    expect(now().reply.text).toBe('Dea')
  })

  it('tell the files of the reply, as the same list until it changes', async () => {
    const { drafts, keep, attach } = await open()
    expect(drafts.get().files).toEqual([])
    attach({ fileId: 'f1' as DraftFile['fileId'], name: 'a.pdf', bytes: 1 })
    await settled()
    const { files } = drafts.get()
    expect(files).toMatchObject([{ name: 'a.pdf' }])
    keep('reply', 'from two')
    await settled()
    expect(drafts.get()).toMatchObject({ reply: 'from two' })
    expect(drafts.get().files).toBe(files)
  })

  it('say that they are not kept, stay, and are tried again until they are', async () => {
    const { drafts, fail, detach, onIdle, now } = await open()
    fail('not-saved')
    drafts.change('note', 'she is upset')
    await pass(300)
    expect(drafts.get()).toMatchObject({ note: 'she is upset', keeping: 'not-kept' })
    // Whoever looks at another conversation meanwhile loses nothing.
    detach()
    await pass(2_000)
    expect(onIdle).not.toHaveBeenCalled()
    expect(drafts.get().note).toBe('she is upset')
    fail(undefined)
    await pass(2_000)
    expect(now().note.text).toBe('she is upset')
    expect(onIdle).toHaveBeenCalledOnce()
  })

  it.each(['lost-before', 'lost-after'] as const)('are not doubled when the line breaks (%s)', async (how) => {
    const { drafts, fail, now } = await open()
    fail(how)
    drafts.change('reply', 'Dear')
    await pass(300)
    drafts.change('reply', 'Dear Ana')
    fail(undefined)
    await pass(2_000)
    await pass(2_000)
    expect(now().reply.text).toBe('Dear Ana')
    expect(drafts.get()).toMatchObject({ reply: 'Dear Ana', keeping: 'kept' })
  })

  it('follow another window, and keep both texts where both type', async () => {
    const { drafts, keep, now } = await open()
    keep('reply', 'from two')
    await settled()
    expect(drafts.get().reply).toBe('from two')
    drafts.change('reply', 'from two, and one')
    keep('reply', 'from two, more')
    await settled()
    expect(drafts.get().reply).toBe('from two, and one')
    await pass(300)
    expect(now().reply.text).toBe('from two, and one\n\nfrom two, more')
    expect(drafts.get().reply).toBe(now().reply.text)
  })

  it('are at rest while they are being sent, and keep what is typed meanwhile', async () => {
    const { drafts, writes, keep, now } = await open()
    drafts.change('reply', 'Hello')
    let answer = (_left: { draft: KeptDraft }) => {}
    const sent = drafts.send('reply', () => new Promise((resolve) => (answer = resolve)))
    await settled()
    drafts.change('reply', 'Hello and more')
    await pass(300)
    expect(writes).toEqual([])
    answer({ draft: keep('reply', '') })
    await sent
    await pass(0)
    expect(now().reply.text).toBe('and more')
    expect(drafts.get().reply).toBe('and more')
  })

  it('stay when they could not be sent', async () => {
    const { drafts } = await open()
    drafts.change('reply', 'Hello')
    await drafts.send('reply', () => Promise.resolve('not-saved' as const))
    expect(drafts.get().reply).toBe('Hello')
    await pass(300)
    expect(drafts.get()).toMatchObject({ reply: 'Hello', keeping: 'kept' })
  })
})
