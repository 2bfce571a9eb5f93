import { expect, it } from 'vitest'
import type { Saved } from '#shared/rpc/os-contract.ts'
import { type PaperPress, createPapers } from './papers.ts'

const wish = { conversationId: 'conversation-1', withNotes: false, as: 'pdf' } as const

it('has the host print the page once it shows all, and tells what was saved', async () => {
  const opened: string[] = []
  const saved: Saved[] = []
  const press: PaperPress = {
    async print(path, _as, isReady, name) {
      opened.push(path)
      await isReady
      return { ok: true, savedAs: name }
    },
  }
  const papers = createPapers({ press, newId: () => 'paper-1', onSaved: (file) => saved.push(file) })
  const made = papers.make(wish)
  expect(opened).toEqual(['/?paper=paper-1&conversation=conversation-1'])
  papers.ready('paper-2')
  expect(saved).toEqual([])
  papers.ready('paper-1')
  expect(await made).toEqual({ ok: true, path: null, savedAs: 'conversation-conversation-1.pdf' })
  expect(saved).toEqual([{ name: 'conversation-conversation-1.pdf', state: 'saved' }])
})

it('puts notes on paper only when somebody asks', async () => {
  const papers = createPapers({ press: null, newId: () => 'paper-1', onSaved: () => undefined })
  expect(await papers.make({ ...wish, withNotes: true })).toMatchObject({ path: expect.stringContaining('notes=1') })
  expect(await papers.make(wish)).toMatchObject({ path: expect.not.stringContaining('notes') })
})

it('says when nothing was made', async () => {
  const papers = createPapers({
    press: { print: async () => ({ ok: false }) },
    newId: () => 'paper-1',
    onSaved: () => undefined,
  })
  expect(await papers.make(wish)).toEqual({ ok: false })
})
