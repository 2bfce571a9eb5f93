import { describe, expect, it } from 'vitest'
import { type SentText, createSpamShield } from './spam-shield.ts'

function shield() {
  const clock = { time: 1_000_000, now: () => clock.time }
  const made = createSpamShield(clock)
  const look = (text: string, more: Partial<SentText> = {}) =>
    made.suspicionOf({ visitorId: 'v', address: 'a', text, first: undefined, isTrapped: false, ...more })
  return { clock, look }
}

const question = 'Where is my parcel, please?'

describe('the spam shield', () => {
  it('suspects nobody who asks, asks again, is impatient or names a page', () => {
    const { look } = shield()
    expect(look(question, { first: { afterMs: 20_000, typedMs: 9_000 } })).toBeUndefined()
    expect(look(question)).toBeUndefined()
    for (let time = 0; time < 8; time++) expect(look('Hello?')).toBeUndefined()
    expect(look('This one: https://shop.example/lamp and https://shop.example/sofa')).toBeUndefined()
  })

  it('suspects who typed while the line was being opened only when nobody types that fast', () => {
    expect(shield().look(question, { first: { afterMs: 20, typedMs: 6_000 } })).toBeUndefined()
    expect(shield().look(question, { first: { afterMs: 20, typedMs: 0 } })).toBe('at-once')
  })

  it('suspects a field that nobody sees, and floods of links', () => {
    expect(shield().look(question, { isTrapped: true })).toBe('trap')
    expect(shield().look('https://a.example www.b.example http://c.example https://d.example')).toBe('links')
    const { look } = shield()
    const found = [1, 2, 3, 4, 5].map((n) => look(`Buy ${n}: https://a.example/${n} https://b.example/${n}`))
    expect(found).toEqual([undefined, undefined, undefined, 'links', 'links'])
  })

  it('suspects the same text again and again, of one visitor and of many behind one address, and forgets', () => {
    const { clock, look } = shield()
    expect([look(question), look(` ${question.toUpperCase()}`), look(question)]).toEqual([
      undefined,
      undefined,
      'repeated',
    ])
    clock.time += 11 * 60_000
    expect(look(question)).toBeUndefined()
    const first = { afterMs: 9_000, typedMs: 9_000 }
    const many = [1, 2, 3, 4, 5].map((n) => look('Cheap watches for you', { visitorId: `v${n}`, address: 'b', first }))
    expect(many).toEqual([undefined, undefined, undefined, undefined, 'repeated'])
  })
})
