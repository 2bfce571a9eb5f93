import { expect, it } from 'vitest'
import { createInCall } from './in-call.ts'

function rig() {
  const blocks = { started: 0, held: 0 }
  const inCall = createInCall({
    start() {
      blocks.started += 1
      blocks.held += 1
      return () => void (blocks.held -= 1)
    },
  })
  return { blocks, inCall }
}

it('keeps the computer awake from the first call to the end of the last', () => {
  const { blocks, inCall } = rig()
  const first = inCall.begin()
  const second = inCall.begin()
  expect(blocks).toEqual({ started: 1, held: 1 })
  first()
  first()
  expect(blocks.held).toBe(1)
  expect(inCall.isInCall()).toBe(true)
  second()
  expect(blocks.held).toBe(0)
  expect(inCall.isInCall()).toBe(false)
  inCall.begin()
  expect(blocks).toEqual({ started: 2, held: 1 })
})

it('counts calls also where nothing can be kept awake', () => {
  const inCall = createInCall(null)
  const end = inCall.begin()
  expect(inCall.isInCall()).toBe(true)
  end()
  expect(inCall.isInCall()).toBe(false)
})
