import { describe, expect, it } from 'vitest'
import { createPaperWindows } from '../testing/paper-windows.ts'
import { createDeskWindows } from './desk-windows.ts'
import type { Display } from './stand-on-displays.ts'
import { type KeptWindows, type WindowRecord, keptWindowsSchema } from './window-record.ts'

const left: Display = { id: 7, workArea: { x: 0, y: 0, width: 1920, height: 1080 } }
const right: Display = { id: 9, workArea: { x: 1920, y: 0, width: 1920, height: 1080 } }

function deskWith({ kept = null, displays = [left, right] }: { kept?: KeptWindows | null; displays?: Display[] } = {}) {
  const paper = createPaperWindows(displays)
  const saved: KeptWindows[] = []
  let emptied = 0
  const windows = createDeskWindows({
    host: paper.host,
    kept,
    save: (next) => void saved.push(keptWindowsSchema.parse(next)),
    onEmpty: () => void emptied++,
  })
  return { ...paper, windows, saved, timesEmpty: () => emptied }
}

const record = (id: number, place: WindowRecord['place'], changed: Partial<WindowRecord> = {}): WindowRecord => ({
  id,
  place,
  bounds: { x: 100, y: 100, width: 800, height: 600 },
  display: 7,
  state: 'normal',
  isAlwaysOnTop: false,
  ...changed,
})

const kinds = (desk: ReturnType<typeof deskWith>) => desk.windows.list().map(({ place }) => place.kind)

describe('a monitor that is taken away', () => {
  it('leaves its windows on what is there, and the others where they are', async () => {
    const moved = {
      ...record(2, { kind: 'settings' }),
      bounds: { x: 2500, y: 100, width: 800, height: 600 },
      display: 9,
    }
    const desk = deskWith({ kept: { open: [record(1, { kind: 'main' }), moved], last: {} } })
    await desk.windows.restore()
    desk.changeDisplays([left])
    expect(desk.windows.list()).toMatchObject([
      { bounds: { x: 100, y: 100, width: 800, height: 600 }, display: 7 },
      { bounds: { x: 1120, y: 100, width: 800, height: 600 }, display: 7 },
    ])
    expect(desk.saved.at(-1)?.open).toEqual(desk.windows.list())
  })

  it('moves nothing any more of a desk that was left', async () => {
    const desk = deskWith()
    await desk.windows.restore()
    const kept = desk.windows.leave()
    desk.changeDisplays([right])
    expect(desk.saved.at(-1)).toEqual(kept)
  })
})

describe('opening', () => {
  it('begins with one main window in the middle of the first display', async () => {
    const desk = deskWith()
    await desk.windows.restore()
    expect(desk.windows.list()).toEqual([
      {
        id: 1,
        place: { kind: 'main' },
        bounds: { x: 240, y: 90, width: 1440, height: 900 },
        display: 7,
        state: 'normal',
        isAlwaysOnTop: false,
      },
    ])
  })

  it('brings the window forward that is at this place already, except another main one', async () => {
    const desk = deskWith()
    await desk.windows.restore()
    await desk.windows.open({ kind: 'conversation', conversationId: 'a' })
    await desk.windows.open({ kind: 'conversation', conversationId: 'b' })
    await desk.windows.open({ kind: 'conversation', conversationId: 'a' })
    await desk.windows.open({ kind: 'main' })
    expect(kinds(desk)).toEqual(['main', 'conversation', 'conversation', 'main'])
    expect(desk.broughtForward).toEqual([2])
  })

  it('asked twice at once opens one', async () => {
    const desk = deskWith()
    desk.holdLoading()
    const both = [desk.windows.open({ kind: 'settings' }), desk.windows.open({ kind: 'settings' })]
    desk.finishLoading()
    await Promise.all(both)
    expect(kinds(desk)).toEqual(['settings'])
  })

  it('gives each kind what it needs: the softphone above all, the wallboard a whole display', async () => {
    const desk = deskWith()
    await desk.windows.open({ kind: 'softphone' })
    await desk.windows.open({ kind: 'wallboard' })
    expect(desk.windows.list()).toMatchObject([
      { isAlwaysOnTop: true, state: 'normal', bounds: { width: 320, height: 420 } },
      { isAlwaysOnTop: false, state: 'fullscreen' },
    ])
  })

  it('opens a kind where its last window stood, and further ones beside it', async () => {
    const desk = deskWith()
    await desk.windows.restore()
    await desk.windows.open({ kind: 'conversation', conversationId: 'a' })
    const bounds = { x: 2000, y: 50, width: 500, height: 700 }
    desk.open[1]?.move({ bounds, display: 9 })
    desk.open[1]?.close()
    await desk.windows.open({ kind: 'conversation', conversationId: 'b' })
    await desk.windows.open({ kind: 'conversation', conversationId: 'c' })
    expect(desk.windows.list().slice(1)).toMatchObject([
      { bounds, display: 9 },
      { bounds: { ...bounds, x: 2028, y: 78 }, display: 9 },
    ])
  })
})

describe('the list', () => {
  it('follows what a person does: moved, on another display, maximised, clicked on, closed', async () => {
    const desk = deskWith()
    await desk.windows.restore()
    await desk.windows.open({ kind: 'settings' })
    await desk.windows.open({ kind: 'knowledge' })
    desk.open[0]?.move({ bounds: { x: 2000, y: 0, width: 1100, height: 700 }, display: 9, state: 'maximised' })
    desk.open[1]?.focus()
    desk.open[2]?.close()
    expect(desk.saved.at(-1)?.open).toEqual(desk.windows.list())
    expect(desk.windows.list()).toMatchObject([
      { place: { kind: 'main' }, display: 9, state: 'maximised' },
      { place: { kind: 'settings' } },
    ])
    desk.open[0]?.focus()
    expect(kinds(desk)).toEqual(['settings', 'main'])
  })

  it('brings the one on top forward, and opens a main window where there is none', async () => {
    const desk = deskWith()
    desk.windows.bringForward()
    expect(kinds(desk)).toEqual(['main'])
    await desk.windows.open({ kind: 'settings' })
    desk.open[0]?.focus()
    desk.windows.bringForward()
    expect(desk.broughtForward).toEqual([1])
  })

  it('says when a person has closed the last one', async () => {
    const desk = deskWith()
    await desk.windows.restore()
    await desk.windows.open({ kind: 'settings' })
    desk.open[0]?.close()
    expect(desk.timesEmpty()).toBe(0)
    desk.open[0]?.close()
    expect(desk.timesEmpty()).toBe(1)
    expect(desk.saved.at(-1)?.open).toEqual([])
  })
})

describe('coming back', () => {
  const kept: KeptWindows = {
    open: [
      record(4, { kind: 'main' }),
      record(2, { kind: 'softphone' }, { bounds: { x: 2500, y: 40, width: 320, height: 420 }, display: 9 }),
      record(3, { kind: 'conversation', conversationId: 'a' }, { state: 'maximised' }),
    ],
    last: {},
  }

  it('restores size, display, state and order, and only the one on top takes the focus', async () => {
    const desk = deskWith({ kept })
    desk.holdLoading()
    const restored = desk.windows.restore()
    // They appear in whatever order their pages are ready.
    desk.open[2]?.focus()
    desk.open[0]?.focus()
    desk.finishLoading()
    await restored
    expect(desk.windows.list()).toEqual(kept.open.map((one, index) => ({ ...one, id: index + 1 })))
    expect(desk.open.map(({ hadFocus }) => hadFocus)).toEqual([false, false, true])
    expect(desk.raised).toEqual([1, 2, 3])
  })

  it('writes nothing before all are there: a crash in between loses none', async () => {
    const desk = deskWith({ kept })
    desk.holdLoading()
    const restored = desk.windows.restore()
    desk.open[0]?.move({ display: 7 })
    expect(desk.saved).toEqual([])
    desk.finishLoading()
    await restored
    expect(desk.saved.at(-1)?.open).toHaveLength(3)
  })

  it('lands on what is there when a display has gone', async () => {
    const desk = deskWith({ kept, displays: [left] })
    await desk.windows.restore()
    expect(desk.windows.list()[1]).toMatchObject({ bounds: { x: 1600, y: 40, width: 320, height: 420 }, display: 7 })
  })

  it('shows a place once, even if its file names it twice', async () => {
    const twice = { ...kept, open: [...kept.open, record(9, { kind: 'softphone' })] }
    const desk = deskWith({ kept: twice })
    await desk.windows.restore()
    expect(kinds(desk)).toEqual(['main', 'softphone', 'conversation'])
  })

  it('keeps all of them when the desk is locked, and when everything ends', async () => {
    const desk = deskWith({ kept })
    await desk.windows.restore()
    const before = desk.windows.list()
    const writes = desk.saved.length
    desk.windows.hold()
    desk.open[0]?.close()
    expect(desk.windows.leave().open).toEqual(before)
    expect(desk.open).toEqual([])
    expect([desk.saved.length, desk.timesEmpty()]).toEqual([writes, 0])
  })
})
