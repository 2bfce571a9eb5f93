import { describe, expect, it } from 'vitest'
import { snoozeChoices } from './snooze-choices.ts'

/** In the zone of whoever runs this, as the agent's choices are in the agent's. */
const local = (day: number, hour: number, minute = 0) => new Date(2026, 10, day, hour, minute).getTime()
const tuesday = 24
const sunday = 29
const monday = 30

describe('what a conversation can be snoozed until', () => {
  it('is later today, tomorrow morning and Monday morning', () => {
    expect(snoozeChoices(local(tuesday, 14, 2))).toEqual([
      { id: 'later', untilAt: local(tuesday, 17, 2) },
      { id: 'tomorrow', untilAt: local(tuesday + 1, 9) },
      { id: 'monday', untilAt: local(monday, 9) },
    ])
  })

  it('leaves later today out when that would be tomorrow', () => {
    expect(snoozeChoices(local(tuesday, 20, 59)).map(({ id }) => id)).toContain('later')
    expect(snoozeChoices(local(tuesday, 21)).map(({ id }) => id)).toEqual(['tomorrow', 'monday'])
  })

  it('does not offer Monday twice on a Sunday', () => {
    expect(snoozeChoices(local(sunday, 10)).map(({ id }) => id)).toEqual(['later', 'tomorrow'])
  })

  it('means the next Monday on a Monday', () => {
    expect(snoozeChoices(local(monday, 8)).at(-1)).toEqual({ id: 'monday', untilAt: local(monday + 7, 9) })
  })

  it('is always still to come', () => {
    for (let hour = 0; hour < 24 * 7; hour += 1) {
      const now = local(tuesday, hour, 59)
      expect(snoozeChoices(now).every(({ untilAt }) => untilAt > now)).toBe(true)
    }
  })
})
