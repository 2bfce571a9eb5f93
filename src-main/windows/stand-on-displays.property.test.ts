import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Display, besides, centredOn, standOnDisplays } from './stand-on-displays.ts'
import type { Bounds, Standing } from './window-record.ts'

const bounds = fc.record({
  x: fc.integer({ min: -6000, max: 6000 }),
  y: fc.integer({ min: -6000, max: 6000 }),
  width: fc.integer({ min: 1, max: 5000 }),
  height: fc.integer({ min: 1, max: 5000 }),
})
const standing: fc.Arbitrary<Standing> = fc.record({
  bounds,
  display: fc.integer({ min: 0, max: 5 }),
  state: fc.constantFrom('normal', 'maximised', 'fullscreen'),
})
/** As a desk has them: beside one another, each with a bar of its own, starting anywhere. */
const displays = fc
  .tuple(
    fc.integer({ min: -4000, max: 2000 }),
    fc.array(
      fc.record({
        width: fc.integer({ min: 320, max: 4000 }),
        height: fc.integer({ min: 240, max: 3000 }),
        y: fc.integer({ min: -500, max: 500 }),
        bar: fc.integer({ min: 0, max: 80 }),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  )
  .map(([left, sizes]) => {
    let x = left
    return sizes.map(({ width, height, y, bar }, id): Display => {
      const display = { id, workArea: { x, y: y + bar, width, height: height - bar } }
      x += width
      return display
    })
  })

const isInside = (inner: Bounds, outer: Bounds) =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height

/** Point by point, so that it shares nothing with the code: the corners of a grid over the window. */
function isSeen(window: Bounds, all: readonly Display[]): boolean {
  const along = (start: number, length: number) => [
    ...new Set(Array.from({ length: 21 }, (_, step) => start + Math.floor(((length - 1) * step) / 20))),
  ]
  return along(window.x, window.width).every((x) =>
    along(window.y, window.height).every((y) =>
      all.some(({ workArea }) => isInside({ x, y, width: 1, height: 1 }, workArea)),
    ),
  )
}

describe('a window that stood anywhere', () => {
  it('is wholly visible, whatever displays there are now', () => {
    fc.assert(
      fc.property(standing, displays, (stood, all) => {
        expect(isSeen(standOnDisplays(stood, all).bounds, all)).toBe(true)
      }),
    )
  })

  it('is never made larger, and smaller only where its display has no room', () => {
    fc.assert(
      fc.property(standing, displays, (stood, all) => {
        const { bounds: now, display } = standOnDisplays(stood, all)
        const area = all.find(({ id }) => id === display)?.workArea
        for (const side of ['width', 'height'] as const) {
          expect([stood.bounds[side], area?.[side]]).toContain(now[side])
          expect(now[side]).toBeLessThanOrEqual(stood.bounds[side])
        }
      }),
    )
  })

  it('stays exactly where it is as long as all of it can be seen on one display', () => {
    fc.assert(
      fc.property(
        standing,
        displays.filter((all) => all.length > 0),
        fc.nat(),
        (stood, all, pick) => {
          const display = all[pick % all.length]!
          const inside = { ...standOnDisplays({ ...stood, state: 'normal' }, [display]), state: stood.state }
          expect(standOnDisplays(inside, all)).toEqual(inside)
        },
      ),
    )
  })

  it('does not move any further when it is asked again', () => {
    fc.assert(
      fc.property(standing, displays, (stood, all) => {
        const once = standOnDisplays(stood, all)
        expect(standOnDisplays(once, all)).toEqual(once)
      }),
    )
  })

  it('fills the display that it filled, if that is still there', () => {
    fc.assert(
      fc.property(standing, displays, (stood, all) => {
        fc.pre(stood.state !== 'normal' && all.some(({ id }) => id === stood.display))
        const now = standOnDisplays(stood, all)
        expect(now.display).toBe(stood.display)
        expect(isInside(now.bounds, all.find(({ id }) => id === stood.display)!.workArea)).toBe(true)
      }),
    )
  })
})

const two: readonly Display[] = [
  { id: 1, workArea: { x: 0, y: 0, width: 1280, height: 1000 } },
  { id: 2, workArea: { x: 1280, y: 0, width: 1280, height: 1000 } },
]
const across: Standing = { bounds: { x: 1000, y: 100, width: 720, height: 800 }, display: 1, state: 'normal' }

describe('by example', () => {
  it('a window across two monitors stays there', () => {
    expect(standOnDisplays(across, two).bounds).toEqual(across.bounds)
  })

  it('moves in from the edge when the second monitor has gone', () => {
    expect(standOnDisplays(across, two.slice(0, 1))).toEqual({
      ...across,
      bounds: { x: 560, y: 100, width: 720, height: 800 },
    })
  })

  it('goes to the nearest monitor, not to the first one', () => {
    const stood: Standing = { bounds: { x: 2700, y: 0, width: 320, height: 420 }, display: 3, state: 'normal' }
    expect(standOnDisplays(stood, two).display).toBe(2)
  })

  it('begins in the middle, and no larger than its display', () => {
    expect(centredOn(two[1]!, 1440, 900)).toEqual({ x: 1280, y: 50, width: 1280, height: 900 })
  })

  it('does not hide another one of its kind', () => {
    const first: Standing = { bounds: { x: 100, y: 100, width: 400, height: 400 }, display: 1, state: 'normal' }
    const second = besides(first, [first.bounds], two).bounds
    expect(second).toEqual({ x: 128, y: 128, width: 400, height: 400 })
    expect(besides(first, [first.bounds, second], two).bounds).toEqual({ x: 156, y: 156, width: 400, height: 400 })
  })

  it('keeps what it knows where no display is there at all', () => {
    expect(standOnDisplays(across, [])).toEqual(across)
  })
})
