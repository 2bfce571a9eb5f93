import { describe, expect, it } from 'vitest'
import type { VisitorFrame } from '#shared/sync/chat-protocol.ts'
import { createReadMarks } from './read-marks.ts'
import { chatMessage } from './testing/chat-messages.ts'
import { createFakeStorage, storeOn } from './testing/fake-storage.ts'

function marksInTest(storage = createFakeStorage()) {
  const sent: VisitorFrame[] = []
  const waiting: (() => void)[] = []
  const marks = createReadMarks({
    store: storeOn(storage),
    send: (frame) => sent.push(frame),
    afterAnswer: (answered) => waiting.push(answered),
  })
  return { marks, sent, storage, answer: () => waiting.splice(0).forEach((answered) => answered()) }
}

const own = chatMessage(1, { from: 'customer' })
const answers = [own, chatMessage(2), chatMessage(3, { from: 'bot' })]

describe('read marks', () => {
  it('reports every answer as delivered once, and never the visitor’s own words', () => {
    const { marks, sent } = marksInTest()
    marks.online(answers)
    marks.report(answers, false)
    marks.report([...answers, chatMessage(4)], false)
    expect(sent).toEqual([
      { frame: 'delivered', messageIds: ['m2', 'm3'] },
      { frame: 'delivered', messageIds: ['m4'] },
    ])
  })

  it('reports reading only while the visitor looks', () => {
    const { marks, sent } = marksInTest()
    marks.report(answers, false)
    expect(marks.countUnread(answers)).toBe(2)
    marks.report(answers, true)
    expect(marks.countUnread(answers)).toBe(0)
    expect(sent.at(-1)).toEqual({ frame: 'read', messageIds: ['m2', 'm3'] })
  })

  it('reports again on a new connection what was not answered to, and then never again, on any page', () => {
    const first = marksInTest()
    first.marks.report(answers, true)
    first.marks.online(answers)
    first.marks.report(answers, true)
    expect(first.sent.filter(({ frame }) => frame === 'read')).toHaveLength(2)
    first.answer()
    const second = marksInTest(first.storage)
    second.marks.online(answers)
    second.marks.report(answers, true)
    expect(second.sent).toEqual([])
  })

  it('reports again what the server says again', () => {
    const { marks, sent } = marksInTest()
    marks.report(answers, false)
    marks.forget('m3')
    marks.report(answers, false)
    expect(sent.at(-1)).toEqual({ frame: 'delivered', messageIds: ['m3'] })
  })

  it('never puts more than a hundred ids into a frame', () => {
    const { marks, sent } = marksInTest()
    marks.report(
      Array.from({ length: 250 }, (_, index) => chatMessage(index + 1)),
      false,
    )
    expect(sent.map((frame) => ('messageIds' in frame ? frame.messageIds.length : 0))).toEqual([100, 100, 50])
  })

  it('starts afresh when the conversation it remembers is gone', () => {
    const { marks, storage } = marksInTest()
    marks.report(answers, true)
    const later = marksInTest(storage)
    later.marks.online([])
    later.marks.report([chatMessage(1)], false)
    expect(later.marks.countUnread([chatMessage(1)])).toBe(1)
  })
})
