import fc from 'fast-check'
import { expect, it } from 'vitest'
import { mergeTexts } from '#shared/domain/draft/merge-texts.ts'
import type { KeptDraft } from '#shared/rpc/drafts-contract.ts'
import {
  type DraftField,
  basedOn,
  emptyField,
  handedOver,
  isAllKept,
  kept,
  lost,
  reconnected,
  refused,
  told,
  typed,
} from './draft-field.ts'

/** Main's side: the draft and its number. */
function draftInMain() {
  let draft: KeptDraft = { text: '', rev: 0 }
  return {
    now: () => draft,
    write(text: string, bases: readonly string[]): KeptDraft {
      draft = { text: mergeTexts(bases, text, draft.text), rev: draft.rev + 1 }
      return draft
    },
  }
}

interface Window {
  field: DraftField
  under: { text: string; bases: string[]; answer: KeptDraft | null } | null
  news: KeptDraft[]
}

const who = fc.constantFrom(0 as const, 1 as const)
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('type' as const), who }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('hand-over' as const), who }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('arrive' as const), who }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('answer' as const), who }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('no-answer' as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('refuse' as const), who }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('hear' as const), who }) },
)

it('two windows that type in one draft end with the same text, and with every word of both', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const main = draftInMain()
      const windows: [Window, Window] = [
        { field: emptyField, under: null, news: [main.now()] },
        { field: emptyField, under: null, news: [main.now()] },
      ]
      let count = 0

      const act = (action: (typeof steps)[number]['do'], window: Window) => {
        const { under } = window
        switch (action) {
          case 'type':
            window.field = typed(window.field, `${window.field.text} w${++count}.`)
            break
          case 'hand-over':
            if (under || !window.field.isKnown || isAllKept(window.field)) break
            window.under = { text: window.field.text, bases: basedOn(window.field), answer: null }
            window.field = handedOver(window.field)
            break
          case 'arrive':
            if (!under || under.answer) break
            under.answer = main.write(under.text, under.bases)
            for (const each of windows) each.news.push(under.answer)
            break
          case 'answer':
            if (!under?.answer) break
            window.field = kept(window.field, under.answer)
            window.under = null
            break
          case 'refuse':
            if (!under || under.answer) break
            window.field = refused(window.field)
            window.under = null
            break
          case 'no-answer':
            if (!under) break
            window.field = lost(window.field)
            window.under = null
            // The line is a new one: it begins with what is true now.
            window.field = reconnected(window.field)
            window.news = [main.now()]
            break
          case 'hear': {
            const news = window.news.shift()
            if (news) window.field = told(window.field, news)
            break
          }
        }
      }

      for (const each of steps) act(each.do, windows[each.who])
      for (let turn = 0; turn < 20; turn++) {
        for (const window of windows) {
          for (const action of ['arrive', 'answer'] as const) act(action, window)
          while (window.news.length > 0) act('hear', window)
          for (const action of ['hand-over', 'arrive', 'answer'] as const) act(action, window)
        }
      }
      for (const { field } of windows) {
        expect(isAllKept(field)).toBe(true)
        expect(field.text).toBe(main.now().text)
      }
      for (let word = 1; word <= count; word++) expect(main.now().text).toContain(`w${word}.`)
    }),
    { numRuns: 2_000 },
  )
})
