import { expect, it } from 'vitest'
import type { InboxRow } from '#shared/rpc/queries-contract.ts'
import {
  goOnFrom,
  goToSavedView,
  goToView,
  listedIds,
  neighbourOf,
  openConversation,
  useNavigation,
} from './navigation.ts'

it('goes on to the next one, at the end to the one before, and nowhere from a list of one', () => {
  expect(neighbourOf('b', ['a', 'b', 'c'])).toBe('c')
  expect(neighbourOf('c', ['a', 'b', 'c'])).toBe('b')
  expect(neighbourOf('a', ['a'])).toBe(null)
  expect(neighbourOf('x', ['a', 'b'])).toBe(null)
})

it('stays where it is when the list offers nothing to go on to', () => {
  openConversation('a')
  goOnFrom('a', ['a'])
  expect(useNavigation.getState().conversationId).toBe('a')
  goOnFrom('a', ['a', 'b'])
  expect(useNavigation.getState().conversationId).toBe('b')
})

it('keeps the list of a view that is chosen again, and empties it on the way to another one', () => {
  const listed = [{ conversation: { id: 'a' } }] as readonly unknown[] as readonly InboxRow[]
  for (const goes of [() => goToView('open'), () => goToSavedView('mine'), () => goToView('open')]) {
    goes()
    expect(listedIds()).toEqual([])
    useNavigation.setState({ listed })
    goes()
    expect(listedIds()).toEqual(['a'])
  }
})
