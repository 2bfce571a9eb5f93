import type { Bounds, Standing } from './window-record.ts'

export interface Display {
  readonly id: number
  /** Without the system's own bars. */
  readonly workArea: Bounds
}

/**
 * Where a window that stood like this is put now. Wholly visible on what is there, across two monitors if it was so: it
 * stays. Else it goes, as little as it must, onto its own display or the nearest one, made smaller where there is no room.
 * What fills its display goes back to the display it filled.
 */
export function standOnDisplays(standing: Standing, displays: readonly Display[]): Standing {
  const { bounds, state } = standing
  const own = displays.find(({ id }) => id === standing.display)
  const target = own ?? nearest(bounds, displays)
  if (!target) return standing
  const mayStay =
    state === 'normal' ? isWhollyVisible(bounds, displays) : own !== undefined && isInside(bounds, target.workArea)
  return {
    state,
    bounds: mayStay ? bounds : movedInto(bounds, target.workArea),
    display: mayStay && state === 'normal' ? (nearest(bounds, displays)?.id ?? target.id) : target.id,
  }
}

/** A second window of a kind must not hide the first one: each further one stands a little lower and further in. */
export function besides(standing: Standing, taken: readonly Bounds[], displays: readonly Display[]): Standing {
  const steps = Array.from({ length: taken.length + 1 }, (_, step) => step * cascadePx)
  const free = steps
    .map((step) => standOnDisplays({ ...standing, bounds: shifted(standing.bounds, step) }, displays))
    .find(({ bounds }) => !taken.some(({ x, y }) => x === bounds.x && y === bounds.y))
  return free ?? standOnDisplays(standing, displays)
}

/** In the middle of a display, as large as wished or as there is room. */
export function centredOn({ workArea }: Display, width: number, height: number): Bounds {
  const fitting = { width: Math.min(width, workArea.width), height: Math.min(height, workArea.height) }
  return {
    ...fitting,
    x: workArea.x + Math.floor((workArea.width - fitting.width) / 2),
    y: workArea.y + Math.floor((workArea.height - fitting.height) / 2),
  }
}

const cascadePx = 28

const shifted = (bounds: Bounds, by: number): Bounds => ({ ...bounds, x: bounds.x + by, y: bounds.y + by })

const isInside = (inner: Bounds, outer: Bounds) => shared(inner, outer) === inner.width * inner.height

/** Monitors that mirror one another count once. */
function isWhollyVisible(bounds: Bounds, displays: readonly Display[]): boolean {
  const areas = displays.map(({ workArea }) => workArea)
  const counted = areas.filter((area, index) => !areas.slice(0, index).some((earlier) => shared(area, earlier) > 0))
  const seen = counted.reduce((sum, area) => sum + shared(bounds, area), 0)
  return seen === bounds.width * bounds.height || areas.some((area) => isInside(bounds, area))
}

/** Most of it on there; where nothing of it is on any, the one that it is least far away from. */
function nearest(bounds: Bounds, displays: readonly Display[]): Display | undefined {
  return displays.toSorted(
    (one, other) =>
      shared(bounds, other.workArea) - shared(bounds, one.workArea) ||
      distance(bounds, one.workArea) - distance(bounds, other.workArea),
  )[0]
}

/** The area that two have in common. */
function shared(one: Bounds, other: Bounds): number {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x)
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y)
  return Math.max(0, width) * Math.max(0, height)
}

function distance(one: Bounds, other: Bounds): number {
  const apartX = Math.max(other.x - (one.x + one.width), one.x - (other.x + other.width), 0)
  const apartY = Math.max(other.y - (one.y + one.height), one.y - (other.y + other.height), 0)
  return Math.hypot(apartX, apartY)
}

function movedInto(bounds: Bounds, area: Bounds): Bounds {
  const width = Math.min(bounds.width, area.width)
  const height = Math.min(bounds.height, area.height)
  return {
    width,
    height,
    x: between(area.x, bounds.x, area.x + area.width - width),
    y: between(area.y, bounds.y, area.y + area.height - height),
  }
}

const between = (least: number, wished: number, most: number) => Math.min(Math.max(wished, least), most)
