import { type WindowPlace, isSamePlace } from '#shared/rpc/window-place.ts'

export interface LinksAtTheDoor {
  /** @param whose the e-mail of whoever left this desk locked; null: nobody's yet, so whoever comes in next */
  keep(place: WindowPlace, whose: string | null): void
  /** Somebody came in: what was kept for them. Nothing stays, for anybody. */
  takeFor(whose: string): readonly WindowPlace[]
}

/** Whoever clicks on more while the door is closed wants the last ones. */
const mostKept = 5

/** Links that were followed while the door was closed. What was meant for one agent never opens at another's desk. */
export function createLinksAtTheDoor(): LinksAtTheDoor {
  let kept: readonly { readonly place: WindowPlace; readonly whose: string | null }[] = []
  return {
    keep(place, whose) {
      kept = [...kept.filter((other) => !isSamePlace(other.place, place)), { place, whose }].slice(-mostKept)
    },
    takeFor(whose) {
      const taken = kept.filter((link) => link.whose === null || link.whose === whose).map(({ place }) => place)
      kept = []
      return taken
    },
  }
}
