import { describe, expect, it, vi } from 'vitest'
import { createLog } from '../../log/create-log.ts'
import { createManualTime } from '../../testing/manual-time.ts'
import type { WindowTrouble } from './ask-person.ts'
import { watchWindow } from './watch-window.ts'

function watch() {
  const { clock, timers, advance } = createManualTime()
  const happens = { gone: (_reason: string) => {}, unresponsive: () => {}, responsive: () => {}, closed: () => {} }
  const done: string[] = []
  const asked: WindowTrouble[] = []
  let answer: (isWanted: boolean) => void = () => undefined
  watchWindow(
    {
      onGone: (take) => void (happens.gone = take),
      onUnresponsive: (take) => void (happens.unresponsive = take),
      onResponsive: (take) => void (happens.responsive = take),
      onClosed: (take) => void (happens.closed = take),
      reload: () => void done.push('reload'),
      kill: () => void done.push('kill'),
      close: () => void done.push('close'),
      ask: (trouble, signal) =>
        new Promise((resolve) => {
          asked.push(trouble)
          answer = resolve
          signal.addEventListener('abort', () => resolve(false))
        }),
    },
    { clock, timers, diagnostics: createLog() },
  )
  return { happens, advance, done, asked, answer: (isWanted: boolean) => answer(isWanted) }
}

const settled = () => new Promise(setImmediate)

describe('a window that dies', () => {
  it('is loaded anew after a moment, without a question', () => {
    const { happens, advance, done, asked } = watch()
    happens.gone('crashed')
    expect(done).toEqual([])
    advance(500)
    expect([done, asked]).toEqual([['reload'], []])
  })

  it('asks its person when it dies for the third time within a minute, and does nothing until they answer', async () => {
    const { happens, advance, done, asked, answer } = watch()
    for (let death = 0; death < 3; death++) {
      happens.gone('crashed')
      advance(10_000)
    }
    advance(600_000)
    expect([done, asked]).toEqual([['reload', 'reload'], ['broken']])
    answer(true)
    await vi.waitFor(() => expect(done).toEqual(['reload', 'reload', 'reload']))
  })

  it('closes where its person does not want it any more', async () => {
    const { happens, advance, done, answer } = watch()
    for (let death = 0; death < 3; death++) {
      happens.gone('oom')
      advance(1_000)
    }
    answer(false)
    await vi.waitFor(() => expect(done.at(-1)).toBe('close'))
  })

  it('is loaded anew every time when its deaths lie far apart', () => {
    const { happens, advance, done, asked } = watch()
    for (let death = 0; death < 5; death++) {
      happens.gone('crashed')
      advance(30_000)
    }
    expect([done.length, asked]).toEqual([5, []])
  })
})

describe('a window that hangs', () => {
  it('asks once, and ends its page only when its person wants that', async () => {
    const { happens, done, asked, answer } = watch()
    happens.unresponsive()
    happens.unresponsive()
    expect(asked).toEqual(['hung'])
    answer(false)
    await settled()
    expect(done).toEqual([])
    happens.unresponsive()
    answer(true)
    await vi.waitFor(() => expect(done).toEqual(['kill']))
    expect(asked).toEqual(['hung', 'hung'])
  })

  it('takes the question back when it answers again, or closes', async () => {
    const { happens, done } = watch()
    happens.unresponsive()
    happens.responsive()
    await settled()
    happens.unresponsive()
    happens.closed()
    await settled()
    expect(done).toEqual([])
  })
})
