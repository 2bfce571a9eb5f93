import { beforeEach, expect, it } from 'vitest'
import { clearSelection, selectAll, selectTo, toggleSelected, useSelection } from './selection.ts'

const selected = () => [...useSelection.getState().selected]
const ids = ['a', 'b', 'c', 'd']

beforeEach(clearSelection)

it('one is selected and let go of again', () => {
  toggleSelected('b')
  toggleSelected('d')
  toggleSelected('b')
  expect(selected()).toEqual(['d'])
})

it('all between two are selected, in either direction, besides what was selected', () => {
  toggleSelected('a')
  selectTo(ids, 'd', 'c')
  expect(selected().toSorted()).toEqual(['a', 'c', 'd'])
})

it('where the cursor is not in the list any more, from its beginning', () => {
  selectTo(ids, 'gone', 'b')
  expect(selected()).toEqual(['a', 'b'])
})

it('never more than five hundred, and no row that is none', () => {
  selectAll(Array.from({ length: 600 }, (_, index) => `c${index}`))
  expect(selected()).toHaveLength(500)
  selectAll([''])
  expect(selected()).toEqual([])
})
