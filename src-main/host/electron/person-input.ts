import type { App, InputEvent } from 'electron'
import type { Clock } from '#shared/kit/clock.ts'

export interface PersonInput {
  /** Within the last two seconds, in any window of ours. */
  hasJustActed(): boolean
}

const freshMs = 2_000
const acts = new Set<InputEvent['type']>(['mouseUp', 'rawKeyDown', 'keyDown', 'gestureTap', 'touchEnd'])

/** Looks at what the system's keyboard and pointer do in our windows. Events that a page makes up never come by here. */
export function watchPersonInput(app: App, clock: Clock): PersonInput {
  let lastAt = Number.NEGATIVE_INFINITY
  app.on('web-contents-created', (_event, contents) => {
    contents.on('input-event', (_input, { type }) => {
      if (acts.has(type)) lastAt = clock.now()
    })
  })
  return { hasJustActed: () => clock.now() - lastAt < freshMs }
}
