import { expect, it } from 'vitest'
import { hereLastsMs, typingLastsMs } from '#shared/sync/around-times.ts'
import { createManualTime } from '../testing/manual-time.ts'
import { type Around, createAround } from './around.ts'

const lena = { replicaId: 'desk-lena', agentId: 'lena' }
const place = { id: 'talk', organisationId: 'org-1', brandId: 'brand-a' }

/** Nodes that hear each other at once. */
function startNodes(count: number) {
  const time = createManualTime()
  const ears = new Map<number, (word: string) => void>()
  const nodes = Array.from({ length: count }, (_, me) =>
    createAround({
      ...time,
      bus: {
        say: (word) => {
          for (const [node, hear] of ears) if (node !== me) hear(word)
        },
        hear(onWord) {
          ears.set(me, onWord)
          return () => void ears.delete(me)
        },
      },
    }),
  )
  const told = nodes.map((node) => {
    const ids: string[] = []
    node.onChange((changed) => void ids.push(...changed.map(({ id }) => id)))
    return ids
  })
  return { time, nodes: nodes as [Around, Around], told }
}

it('[A1] a desk that shows something else, or nothing, is not where it was', () => {
  const { time, nodes, told } = startNodes(1)
  const [node] = nodes
  node.here(lena, [{ ...place, mode: 'viewing' }])
  expect(node.at('talk').agents).toEqual([{ agentId: 'lena', mode: 'viewing' }])
  node.here(lena, [{ ...place, id: 'other', mode: 'replying' }])
  expect(node.at('talk').agents).toEqual([])
  expect(node.at('other').agents).toEqual([{ agentId: 'lena', mode: 'replying' }])
  node.here(lena, [])
  expect(node.at('other').agents).toEqual([])
  time.advance(100)
  expect(told[0]?.toSorted()).toEqual(['other', 'talk'])
})

it('[A2] what is not said again is over, of desks and of customers', () => {
  const { time, nodes, told } = startNodes(1)
  const [node] = nodes
  node.here(lena, [{ ...place, mode: 'viewing' }])
  node.customerTypes(place, true)
  expect(node.at('talk')).toMatchObject({ isCustomerTyping: true })
  time.advance(typingLastsMs)
  time.advance(100)
  expect(node.at('talk')).toMatchObject({ isCustomerTyping: false, agents: [{ agentId: 'lena' }] })
  node.here(lena, [{ ...place, mode: 'viewing' }])
  time.advance(hereLastsMs - 1)
  expect(node.at('talk').agents).toHaveLength(1)
  time.advance(1)
  time.advance(100)
  expect(node.at('talk').agents).toEqual([])
  expect(node.places()).toEqual([])
  expect(told[0]).toEqual(['talk', 'talk', 'talk'])
})

it('[A3] what one node hears the others know, and what a dead node said is over by itself', () => {
  const { time, nodes } = startNodes(2)
  const [first, second] = nodes
  first.here(lena, [{ ...place, mode: 'noting' }])
  second.customerTypes(place, true)
  for (const node of nodes)
    expect(node.at('talk')).toEqual({
      id: 'talk',
      agents: [{ agentId: 'lena', mode: 'noting' }],
      isCustomerTyping: true,
    })
  second.customerTypes(place, false)
  expect(first.at('talk').isCustomerTyping).toBe(false)
  first.stop()
  time.advance(hereLastsMs)
  expect(second.at('talk').agents).toEqual([])
})

it('[A4] an agent at two desks counts once, with the most that they do', () => {
  const { nodes } = startNodes(1)
  const [node] = nodes
  node.here(lena, [{ ...place, mode: 'replying' }])
  node.here({ ...lena, replicaId: 'desk-at-home' }, [{ ...place, mode: 'viewing' }])
  expect(node.at('talk').agents).toEqual([{ agentId: 'lena', mode: 'replying' }])
})
