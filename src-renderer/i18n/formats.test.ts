import { describe, expect, it } from 'vitest'
import { formatsLocale } from './formats-locale.ts'
import { localTimeOf } from './local-time.ts'
import { directionOf, resolveLocale } from '#shared/words/locale.ts'
import { createNames } from './names.ts'
import { createTimeFormats } from './time-formats.ts'

const noon = Date.UTC(2026, 10, 23, 12, 0)
const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

describe('spans', () => {
  const time = createTimeFormats('en-GB', 'UTC')

  it('never says less than a minute', () => {
    expect(time.span(0)).toBe('1m')
    expect(time.span(59_999)).toBe('1m')
  })

  it('takes the largest unit that is full', () => {
    expect(time.span(59 * minute)).toBe('59m')
    expect(time.span(23 * hour)).toBe('23h')
    expect(time.span(3 * day)).toBe('3d')
  })

  it('turns into a date after a week, with the year only when it is another one', () => {
    expect(time.ago(noon - 8 * day, noon)).toBe('15 Nov')
    expect(time.ago(noon - 400 * day, noon)).toBe('19 Oct 2025')
  })

  it('takes a clock that runs ahead for now', () => {
    expect(time.ago(noon + hour, noon)).toBe('1m')
  })
})

describe('what is still to come', () => {
  const time = createTimeFormats('en-GB', 'UTC')

  it('is a clock today, a weekday within six days, and a date after that', () => {
    expect(time.until(noon + hour, noon)).toBe('13:00')
    expect(time.until(noon + 21 * hour, noon)).toBe('Tue 09:00')
    expect(time.until(noon + 6 * day, noon)).toBe('Sun 12:00')
    expect(time.until(noon + 7 * day, noon)).toBe('30 Nov 2026, 12:00')
  })

  it('names the date when it has passed on another day', () => {
    expect(time.until(noon - day, noon)).toBe('22 Nov 2026, 12:00')
  })

  it('counts seconds in the language of the interface', () => {
    expect(['en', 'zh-Hans', 'ar'].map((locale) => createTimeFormats(locale, 'UTC').seconds(8))).toEqual([
      '8s',
      '8秒',
      '8 ث',
    ])
  })
})

describe('what is left of a wait', () => {
  const left = (locale: string, durationMs: number) => createTimeFormats(locale, 'UTC').left(durationMs)

  it('is said in seconds, then with minutes, then with hours', () => {
    expect(left('en-GB', 42_000)).toBe('42 seconds')
    expect(left('en-GB', minute)).toBe('1 minute')
    expect(left('en-GB', 65_000)).toBe('1 minute, 5 seconds')
    expect(left('en-GB', 2 * hour + 9 * minute + 1)).toBe('2 hours, 10 minutes')
    expect(left('en-GB', hour)).toBe('1 hour')
  })

  it('is never said to be less than it is', () => {
    expect(left('en-GB', 1)).toBe('1 second')
    expect(left('en-GB', 1_001)).toBe('2 seconds')
    expect(left('en-GB', 59_001)).toBe('1 minute')
    expect(left('en-GB', hour + 59 * minute + 1)).toBe('2 hours')
  })

  it('is said in the language of the interface', () => {
    expect(left('zh-CN', 65_000)).toBe('1分钟5秒钟')
    expect(left('ar-EG', 2_000)).toBe('ثانيتان')
  })
})

describe('days', () => {
  it('are counted in the zone of the agent, not in UTC', () => {
    const late = Date.UTC(2026, 10, 22, 20, 0)
    expect(createTimeFormats('en', 'UTC').day(late, noon)).toBe('yesterday')
    expect(createTimeFormats('en', 'Asia/Manila').day(late, noon)).toBe('today')
    expect(createTimeFormats('en', 'Asia/Manila').isSameDay(late, noon)).toBe(true)
  })

  it('are said in the language of the interface', () => {
    expect(createTimeFormats('zh-Hans', 'UTC').day(noon, noon)).toBe('今天')
    expect(createTimeFormats('ar', 'UTC').day(noon, noon)).toBe('اليوم')
  })
})

describe('the customer’s clock', () => {
  it('says hour and part of the day where the customer is', () => {
    expect(localTimeOf('Australia/Hobart', noon, 'en-GB')).toEqual({ clock: '23:00', weekday: 'Mon', part: 'night' })
    expect(localTimeOf('America/New_York', noon, 'en-GB')?.part).toBe('early')
  })

  it('is left out for a zone that nobody knows', () => {
    expect(localTimeOf('', noon, 'en')).toBeUndefined()
    expect(localTimeOf('Middle/Earth', noon, 'en')).toBeUndefined()
  })
})

describe('money', () => {
  it('counts in the currency’s own smallest unit', () => {
    const names = createNames('en-GB')
    expect(names.money(1999, 'GBP')).toBe('£19.99')
    expect(names.money(1999, 'JPY')).toBe('¥1,999')
    expect(names.money(1999, 'KWD')).toMatch(/1\.999/)
  })
})

it('shows a language tag that is none as it stands', () => {
  expect(createNames('en').language('not a tag')).toBe('not a tag')
})

describe('the interface’s language', () => {
  it('is the chosen one', () => {
    expect(resolveLocale('ar', ['en'])).toBe('ar')
  })

  it('else the first of the computer’s languages that Farline speaks, else English', () => {
    expect(resolveLocale('system', ['fr-FR', 'zh-CN', 'en'])).toBe('zh-Hans')
    expect(resolveLocale('system', ['fr-FR'])).toBe('en')
  })

  it('decides the direction', () => {
    expect(['en', 'zh-Hans', 'ar'].map((locale) => directionOf(locale as 'ar'))).toEqual(['ltr', 'ltr', 'rtl'])
  })

  it('takes the computer’s region for numbers and times', () => {
    expect(formatsLocale('en', ['de-DE', 'en-GB'])).toBe('en-GB')
    expect(formatsLocale('ar', ['en-GB'])).toBe('ar')
  })
})
