import { describe, expect, it } from 'vitest'
import { chatSuite, messageIdOf } from '../../testing/chat-suite.ts'
import { engines } from '../../testing/engines.ts'
import { envelope, rowsOf } from '../../testing/workplace.ts'

describe.each(engines)('what agents do with a conversation, as its customer has it, on $engine', ({ start }) => {
  const at = chatSuite(start)
  const { asAgent, answer, say, onlyConversationId, deliveryOf, settled } = at

  describe('of a conversation that was merged into another', () => {
    /** The same person has written twice, as two customers whom nobody knew to be one. */
    async function merged() {
      const first = await at.server.chat()
      await say(first.line, messageIdOf(1), 'My parcel?')
      const second = await at.server.chat()
      await say(second.line, messageIdOf(2), 'Where is it?')
      const conversations = await rowsOf(at.test.database, 'conversation')
      const from = conversations.find(({ snippet }) => snippet === 'My parcel?')
      const into = conversations.find(({ snippet }) => snippet === 'Where is it?')
      if (!from || !into) throw new Error('they did not arrive')
      await asAgent('customer.merge', { fromId: from.customerId, intoId: into.customerId })
      const ids = { fromId: from.id, intoId: into.id, entryId: 'merged', intoEntryId: 'absorbed' }
      await asAgent('conversation.merge', { ...ids, customerIds: [from.customerId] })
      return { first, second, from, into, ids }
    }

    it('[M3] its customer writes into the target, hears what is said there from then on, and reads nothing older', async () => {
      const { first, second, into, from } = await merged()
      await say(first.line, messageIdOf(3), 'Still nothing')
      const target = (await rowsOf(at.test.database, 'timeline')).filter(
        ({ conversationId }) => conversationId === into.id,
      )
      expect(target.map(({ id }) => id).toSorted()).toEqual(['absorbed', messageIdOf(2), messageIdOf(3)].toSorted())
      expect((await rowsOf(at.test.database, 'customer')).filter(({ id }) => id === from.customerId)).toHaveLength(1)
      await answer(into.id, 'answer-1', 'It is on its way')
      for (const { line } of [first, second])
        expect(await line.next('message')).toMatchObject({ message: { messageId: 'answer-1' } })
      const again = await at.server.chat({ token: first.welcome.token })
      expect(again.welcome.messages.map(({ messageId }) => messageId)).toEqual([
        messageIdOf(1),
        messageIdOf(3),
        'answer-1',
      ])
      const numbers = again.welcome.messages.map(({ number }) => number)
      expect(numbers).toEqual(numbers.toSorted((a, b) => Number(a) - Number(b)))
      first.line.send({ frame: 'read', messageIds: ['answer-1'] })
      await deliveryOf('answer-1', 'read')
      await say(first.line, messageIdOf(3), 'Still nothing')
    })

    it('[M5] taken apart, it is its own again', async () => {
      const { first, from, ids } = await merged()
      await asAgent('conversation.unmerge', { ...ids, entryId: 'unmerged', intoEntryId: 'parted' })
      await say(first.line, messageIdOf(3), 'Another thing')
      expect((await rowsOf(at.test.database, 'timeline')).find(({ id }) => id === messageIdOf(3))?.conversationId).toBe(
        from.id,
      )
    })
  })

  it('keeps what a teammate was faster than from the customer, until somebody decides', async () => {
    const { line } = await at.server.chat()
    await say(line, messageIdOf(1), 'hello')
    const conversationId = await onlyConversationId()
    const lea = await at.server.signIn('lea')
    const other = (await at.server.desk(lea)).line
    other.send({
      frame: 'commands',
      commands: [
        envelope(
          'lea',
          1,
          'message.send',
          { messageId: 'l1', conversationId, text: 'I have it', language: 'en' },
          {
            replicaId: lea.replicaId,
            logId: 'log-1',
          },
        ),
      ],
    })
    await other.next('outcomes')
    expect(await line.next('message')).toMatchObject({ message: { messageId: 'l1' } })
    await asAgent(
      'message.send',
      { messageId: 'a1', conversationId, text: 'Me too', language: 'en' },
      { lastNumber: 1 },
    )
    await settled(line)
    expect((await rowsOf(at.test.database, 'timeline')).find(({ id }) => id === 'a1')?.deliveryState).toBe('held')
    expect(await at.test.database.query(`SELECT 1 FROM delivery WHERE message_id = 'a1'`)).toEqual([])
    await asAgent('message.send-anyway', { messageId: 'a1', conversationId, sentId: 'a2' })
    expect(await line.next('message')).toMatchObject({ message: { messageId: 'a2', text: 'Me too' } })
  })

  it('keeps a transferred conversation going, and gives a resolved one to its queue where that is its policy', async () => {
    const { line } = await at.server.chat()
    await say(line, messageIdOf(1), 'hello')
    const conversationId = await onlyConversationId()
    const to = { kind: 'queue', queueId: 'queue-a-de' }
    const words = { note: 'Speaks German', noteId: 'note-1', language: 'en' }
    await asAgent('conversation.transfer', { conversationId, to, entryId: 'e1', ...words })
    await answer(conversationId, 'answer-1', 'Guten Tag')
    expect(await line.next('message')).toMatchObject({ message: { messageId: 'answer-1' } })
    const talk = async () => (await rowsOf(at.test.database, 'conversation')).find(({ id }) => id === conversationId)
    await asAgent('conversation.resolve', { conversationId, entryId: 'e2' })
    await say(line, messageIdOf(2), 'one more thing')
    expect(await talk()).toMatchObject({ status: 'open', assigneeId: 'ana', queueId: 'queue-a-de' })
    await at.test.database.transaction((db) =>
      db.execute(`UPDATE directory SET reopens_to = 'queue' WHERE id = 'queue-a-de'`),
    )
    await asAgent('conversation.resolve', { conversationId, entryId: 'e3' })
    await say(line, messageIdOf(3), 'and another')
    expect(await talk()).toMatchObject({ status: 'open', assigneeId: null })
  })
})
