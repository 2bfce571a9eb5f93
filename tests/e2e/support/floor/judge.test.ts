import { expect, it } from 'vitest'
import { judge } from './judge.ts'
import { Ledger } from './ledger.ts'

const conversation = 'Is it oak?'

function ledgerOf() {
  const ledger = new Ledger()
  for (const text of [conversation, 'Or beech?']) ledger.says({ conversation, by: 'customer', text })
  ledger.seen('Or beech?')
  ledger.says({ conversation, by: 'Amara', text: 'Oak.', files: ['oak.png'] })
  ledger.says({ conversation, by: 'Kenji', text: 'It is.' })
  return ledger.in(conversation, 'message', 'said')
}

const question = { by: 'customer', text: conversation, files: [] }
const beech = { by: 'customer', text: 'Or beech?', files: [] }
const oak = { by: 'Amara', text: 'Oak.', files: ['oak.png'] }
const itIs = { by: 'Kenji', text: 'It is.', files: [] }
const found = (...shown: Parameters<typeof judge>[2][number][]) => judge('page', ledgerOf(), shown)

it('finds nothing where all stands once, under its author, in an order that can be', () => {
  expect(found(question, beech, oak, itIs)).toEqual([])
  // Neither had seen the other's.
  expect(found(question, beech, itIs, oak)).toEqual([])
})

it('finds what is lost, doubled, somebody else’s, out of order, without its files, or said by nobody', () => {
  expect(found(question, beech, oak)).toEqual(['page: lost: It is.'])
  expect(found(question, beech, oak, itIs, itIs)).toEqual(['page: doubled: It is.'])
  expect(found(question, beech, oak, { ...itIs, by: 'Amara' })).toEqual(['page: by Amara, not by Kenji: It is.'])
  expect(found(beech, question, oak, itIs)).toEqual(['page: out of order, after "Or beech?": Is it oak?'])
  expect(found(question, oak, beech, itIs)).toEqual(['page: out of order, after "Oak.": Or beech?'])
  expect(found(question, beech, { ...oak, files: [] }, itIs)).toEqual(['page: files are , not oak.png: Oak.'])
  expect(found(question, beech, oak, itIs, { ...itIs, text: 'Hm.' })).toEqual(['page: nobody said: Hm.'])
})
