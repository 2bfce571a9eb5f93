import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it } from 'vitest'
import { emptyFilter } from '#shared/domain/view/empty-filter.ts'
import { type SyncNode, startSyncNode } from '../testing/sync-node.ts'
import { type StoreEngine, type TestStore, stores } from '../testing/stores.ts'
import { ana, envelope, lea, replicaOf } from '../testing/workplace.ts'

describe.each(stores)('saved views on $engine', ({ start }) => {
  let engine: StoreEngine
  let test: TestStore
  let node: SyncNode
  beforeAll(async () => {
    engine = await start()
  })
  afterAll(() => engine.stop())
  beforeEach(async () => {
    test = await engine.fresh()
    node = await startSyncNode(test.store)
  })
  afterEach(async () => {
    await node.stop()
    await test.close()
  })

  const save = (name: string, view = { teamId: '', filter: emptyFilter }) => ({ id: 'view-1', name, view })
  const asAna = (seq: number, name: string) =>
    node.applyCommand.device(ana, replicaOf('ana'), envelope('ana', seq, 'view.save', save(name)))
  const views = async () => (await test.rowsOf('directory')).filter(({ kind }) => kind === 'view')

  it('are kept for whoever saved them, and changed by them', async () => {
    expect(await asAna(1, 'Mine')).toMatchObject({ outcome: 'applied' })
    expect(await asAna(2, 'Still mine')).toMatchObject({ outcome: 'applied' })
    expect(await views()).toMatchObject([{ parentId: ana.id, name: 'Still mine', rev: 2, view: { teamId: '' } }])
    const remove = envelope('ana', 3, 'view.remove', { id: 'view-1' })
    expect(await node.applyCommand.device(ana, replicaOf('ana'), remove)).toMatchObject({ outcome: 'applied' })
    expect(await views()).toMatchObject([{ isActive: false }])
  })

  it('make nothing of the directory invisible to commands that look at it', async () => {
    const given = { conversationId: 'conversation-a', assigneeId: 'lea', entryId: 'entry-1' }
    const command = envelope('ana', 1, 'conversation.assign', given)
    expect(await node.applyCommand.device(ana, replicaOf('ana'), command)).toMatchObject({ outcome: 'applied' })
    const shared = { ...save('Ours'), view: { teamId: 'team-none', filter: emptyFilter } }
    const refused = envelope('ana', 2, 'view.save', shared)
    expect(await node.applyCommand.device(ana, replicaOf('ana'), refused)).toMatchObject({
      refusal: { kind: 'directory/not-found' },
    })
  })

  it('of somebody else are nobody’s to change', async () => {
    await asAna(1, 'Mine')
    const theirs = envelope('lea', 1, 'view.save', save('Hers'))
    expect(await node.applyCommand.device(lea, replicaOf('lea'), theirs)).toMatchObject({
      outcome: 'refused',
      refusal: { kind: 'command/not-allowed' },
    })
    expect(await views()).toMatchObject([{ name: 'Mine' }])
  })
})
