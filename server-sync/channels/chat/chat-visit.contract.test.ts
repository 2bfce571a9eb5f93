import { describe, expect, it } from 'vitest'
import type { ChatSettings } from '#shared/domain/directory/chat-settings.ts'
import type { PageContext } from '#shared/domain/visit/visit.ts'
import { chatSuite, messageIdOf } from '../../testing/chat-suite.ts'
import { engines } from '../../testing/engines.ts'
import type { SocketClient } from '../../testing/socket-client.ts'
import { rowsOf } from '../../testing/workplace.ts'
import { chatSecretKey, makeChatSecret, signatureOf } from './chat-secrets.ts'

const noForm: ChatSettings['form'] = { name: 'no', email: 'no', orderNumber: 'no', consent: '' }
const nobodyHome = { timeZone: 'Europe/Paris', week: [], holidays: [] }
const form = { frame: 'form', name: '', email: '', orderNumber: '', consent: '', trap: '' }

const lamp: PageContext = {
  url: 'https://shop.example/lamp',
  currency: 'GBP',
  product: { id: 'NH-LMP-008', title: 'Halo lamp <b>', priceMinor: 11_800 },
  cart: { lines: [{ id: 'NH-MUG-006', title: 'Mugs', priceMinor: 3_600, quantity: 2 }], totalMinor: 7_200 },
}

describe.each(engines)('what a visit to the chat tells, on $engine', ({ start }) => {
  const at = chatSuite(start)
  const { say, answer, asAgent, onlyConversationId, settled } = at

  const conversation = async () =>
    (await rowsOf(at.test.database, 'conversation')).find(({ snippet }) => snippet !== '')
  const settings = (chat: ChatSettings | null) =>
    at.test.database.transaction((db) =>
      db.execute(`UPDATE directory SET chat = $1::jsonb WHERE id = 'brand-a'`, [chat && JSON.stringify(chat)]),
    )
  const renewed = async (brandId = 'brand-a') => {
    const key = await chatSecretKey(at.test.database)
    return at.test.database.transaction((db) =>
      makeChatSecret(db, key, { id: brandId, organisationId: 'org-1' }, Date.now()),
    )
  }
  const signed = (secret: string, userId: string, given: object = {}) => {
    const expiresAt = Math.floor(Date.now() / 1_000) + 600
    const signature = signatureOf(secret, { userId, expiresAt }).toString('hex')
    return { userId, expiresAt, signature, name: 'Zoë', ...given }
  }
  const writers = async () =>
    new Set((await rowsOf(at.test.database, 'conversation')).map(({ customerId }) => customerId))
  const customerOf = async (account: string) =>
    (await rowsOf(at.test.database, 'customer')).filter(({ identities }) =>
      identities.some(({ channel, handle }) => channel === 'account' && handle === account),
    )

  describe('an identity that the shop signed', () => {
    it('makes the visitor the customer whom the shop knows, on every computer, with their history', async () => {
      const secret = await renewed()
      const first = await at.server.chat({ identity: signed(secret, 'shopper-7') })
      expect(first.welcome).toMatchObject({ isIdentified: true, messages: [] })
      await say(first.line, messageIdOf(1), 'My parcel?')
      await settled(first.line)
      expect(await customerOf('shopper-7')).toMatchObject([{ name: 'Zoë' }])
      const elsewhere = await at.server.chat({ identity: signed(secret, 'shopper-7') })
      expect(elsewhere.welcome.messages.map(({ messageId }) => messageId)).toEqual([messageIdOf(1)])
      await say(elsewhere.line, messageIdOf(2), 'From my phone')
      expect((await rowsOf(at.test.database, 'timeline')).map(({ conversationId }) => conversationId)).toEqual(
        Array(2).fill(await onlyConversationId()),
      )
      expect((await at.server.chat({ identity: signed(secret, 'shopper-8') })).welcome.messages).toEqual([])
    })

    it('joins what they said before they signed in, and nothing is lost', async () => {
      const secret = await renewed()
      const known = await at.server.chat({ identity: signed(secret, 'shopper-7') })
      await say(known.line, messageIdOf(1), 'Last week')
      await settled(known.line)
      const anonymous = await at.server.chat()
      await say(anonymous.line, messageIdOf(2), 'Before I signed in')
      const token = anonymous.welcome.token
      const signedIn = await at.server.chat({ token, identity: signed(secret, 'shopper-7') })
      expect(signedIn.welcome.messages.map(({ messageId }) => messageId)).toEqual([messageIdOf(2)])
      await say(signedIn.line, messageIdOf(3), 'And now')
      await settled(signedIn.line)
      const [shown] = await customerOf('shopper-7')
      const others = (await rowsOf(at.test.database, 'customer')).filter(
        ({ mergedIntoId }) => mergedIntoId === shown?.id,
      )
      expect(others).toHaveLength(1)
      const phone = await at.server.chat({ identity: signed(secret, 'shopper-7') })
      expect(phone.welcome.messages.map(({ messageId }) => messageId)).toEqual([messageIdOf(2), messageIdOf(3)])
    })

    it('never gives one account what another said at the same computer', async () => {
      const secret = await renewed()
      const anonymous = await at.server.chat()
      await say(anonymous.line, messageIdOf(1), 'Before I signed in')
      const zoe = await at.server.chat({ token: anonymous.welcome.token, identity: signed(secret, 'shopper-7') })
      await settled(zoe.line)
      for (const { token } of [anonymous.welcome, zoe.welcome]) {
        const next = await at.server.chat({ token, identity: signed(secret, 'shopper-8') })
        expect(next.welcome).toMatchObject({ isIdentified: true, messages: [] })
        await settled(next.line)
      }
      expect(await customerOf('shopper-7')).toHaveLength(1)
      expect((await rowsOf(at.test.database, 'customer')).filter(({ mergedIntoId }) => mergedIntoId !== null)).toEqual(
        [],
      )
    })

    it('that is wrong, late, too early for its end, of another brand or of another account is none, and nobody is told why', async () => {
      const secret = await renewed()
      const other = await renewed('brand-b')
      const known = await at.server.chat({ identity: signed(secret, 'shopper-7') })
      await say(known.line, messageIdOf(1), 'private')
      await settled(known.line)
      const good = signed(secret, 'shopper-7')
      const late = Math.floor(Date.now() / 1_000) - 1
      const distant = late + 40 * 24 * 3_600
      const bad = [
        { ...good, signature: good.signature.replace(/^../, 'zz') },
        { ...good, signature: '' },
        { ...good, expiresAt: good.expiresAt + 1 },
        { ...good, userId: 'shopper-8' },
        signed(other, 'shopper-7'),
        signed('made up', 'shopper-7'),
        {
          ...good,
          expiresAt: late,
          signature: signatureOf(secret, { userId: 'shopper-7', expiresAt: late }).toString('hex'),
        },
        {
          ...good,
          expiresAt: distant,
          signature: signatureOf(secret, { userId: 'shopper-7', expiresAt: distant }).toString('hex'),
        },
      ]
      const stranger = (await at.server.chat()).welcome
      for (const identity of bad) {
        const { welcome } = await at.server.chat({ identity })
        expect({ ...welcome, token: '' }).toEqual({ ...stranger, token: '' })
      }
    })

    it('counts with the secret before for a day, and with that before it no more', async () => {
      const oldest = await renewed()
      const earlier = await renewed()
      const identified = async (secret: string) =>
        (await at.server.chat({ identity: signed(secret, 'shopper-7') })).welcome['isIdentified']
      expect([await identified(oldest), await identified(earlier)]).toEqual([true, true])
      const present = await renewed()
      expect([await identified(oldest), await identified(earlier), await identified(present)]).toEqual([
        false,
        true,
        true,
      ])
      await at.test.database.transaction((db) => db.execute('UPDATE chat_secret SET earlier_until_at = 1', []))
      expect([await identified(earlier), await identified(present)]).toEqual([false, true])
    })

    it('is signed with a secret that stands nowhere in the clear', async () => {
      const secret = await renewed()
      const [kept] = await at.test.database.query<{ row: string }>('SELECT chat_secret::text AS row FROM chat_secret')
      expect(kept?.row).not.toContain(secret)
    })
  })

  it('keeps what the page tells with the first message, and later pages at once', async () => {
    const { line } = await at.server.chat()
    line.send({ frame: 'context', context: lamp })
    await settled(line)
    expect(await conversation()).toBeUndefined()
    await say(line, messageIdOf(1), 'Is it dimmable?')
    await settled(line)
    expect((await conversation())?.visit?.context).toEqual(lamp)
    line.send({ frame: 'context', context: { ...lamp, product: null } })
    await settled(line)
    expect((await conversation())?.visit?.context).toEqual({ ...lamp, product: null })
    line.send({
      frame: 'context',
      context: { ...lamp, cart: { lines: Array(21).fill(lamp.cart?.lines[0]), totalMinor: 1 } },
    })
    expect(await line.next('refused')).toMatchObject({ kind: 'chat/invalid' })
  })

  it('asks first what the brand insists on, and stores what was filled in', async () => {
    const asked: ChatSettings['form'] = {
      name: 'required',
      email: 'required',
      orderNumber: 'optional',
      consent: 'I agree.',
    }
    await settings({ form: asked, hours: null })
    const { line, welcome } = await at.server.chat()
    expect(welcome['form']).toEqual(asked)
    line.send({ frame: 'send', messageId: messageIdOf(1), text: 'hello' })
    expect(await line.next('refused')).toEqual({ frame: 'refused', messageId: messageIdOf(1), kind: 'chat/form' })
    const filled = { ...form, name: ' Zoë ', email: 'zoe@example.org', orderNumber: 'NH-48210' }
    for (const lacking of [
      { ...filled, consent: 'I agree to nothing.' },
      { ...filled, name: ' ', consent: 'I agree.' },
    ]) {
      line.send(lacking)
      line.send({ frame: 'send', messageId: messageIdOf(1), text: 'hello' })
      expect(await line.next('refused')).toMatchObject({ kind: 'chat/form' })
    }
    line.send({ ...filled, email: 'nonsense', consent: 'I agree.' })
    expect(await line.next('refused')).toMatchObject({ kind: 'chat/invalid' })
    line.send({ ...filled, consent: 'I agree.' })
    await say(line, messageIdOf(1), 'hello')
    await settled(line)
    expect((await conversation())?.visit).toMatchObject({ orderNumber: 'NH-48210', consent: 'I agree.', answerTo: '' })
    const customer = (await rowsOf(at.test.database, 'customer')).find(({ email }) => email === 'zoe@example.org')
    expect(customer).toMatchObject({ name: 'Zoë', identities: [{ channel: 'email', handle: 'zoe@example.org' }] })
  })

  it('says when nobody is here, and keeps the message and where it may be answered', async () => {
    await settings({ form: noForm, hours: nobodyHome })
    const { line, welcome } = await at.server.chat()
    expect(welcome).toMatchObject({ isOpen: false, opensAt: 0 })
    line.send({ ...form, email: 'zoe@example.org' })
    await say(line, messageIdOf(1), 'Is anybody there?')
    await settled(line)
    expect((await conversation())?.visit).toMatchObject({ wasAway: true, answerTo: 'zoe@example.org' })
    await settings({ form: noForm, hours: null })
    const open = await at.server.chat()
    expect(open.welcome).toMatchObject({ isOpen: true })
    await say(open.line, messageIdOf(2), 'Now?')
    await settled(open.line)
    const found = (await rowsOf(at.test.database, 'conversation')).find(({ snippet }) => snippet === 'Now?')
    expect(found?.visit).toBeNull()
  })

  it('tells the place in line, and no more once somebody has answered', async () => {
    const first = await at.server.chat({ language: 'de' })
    await say(first.line, messageIdOf(1), 'first')
    expect(await first.line.next('standing')).toMatchObject({ status: 'open', place: 1, waitMs: 0 })
    const conversationId = await onlyConversationId()
    const second = await at.server.chat({ language: 'de' })
    await say(second.line, messageIdOf(2), 'second')
    expect(await second.line.next('standing')).toMatchObject({ place: 2 })
    await answer(conversationId, 'answer-1', 'Hello!')
    expect(await first.line.next('standing')).toMatchObject({ status: 'open', place: 0 })
    second.line.send({ frame: 'ping', n: 2 })
    expect(await second.line.next('standing')).toMatchObject({ place: 1 })
  })

  it('ends and rates a conversation, each once, as events that the agent sees and the customer does not', async () => {
    const { line, welcome } = await at.server.chat()
    await say(line, messageIdOf(1), 'thanks')
    const conversationId = await onlyConversationId()
    await answer(conversationId, 'answer-1', 'Gladly')
    const rating = { frame: 'rate', entryId: messageIdOf(11), stars: 4, comment: ' <b>quick</b> ' }
    for (const frame of [{ frame: 'end', entryId: messageIdOf(10) }, rating, rating]) {
      line.send(frame)
      expect(await line.next('done')).toEqual({ frame: 'done', entryId: frame.entryId })
    }
    expect(await conversation()).toMatchObject({ status: 'resolved', visit: { stars: 4 } })
    const events = (await rowsOf(at.test.database, 'timeline')).filter(({ kind }) => kind === 'event')
    expect(events.map(({ event, text, authorKind }) => [event?.type, event?.value, text, authorKind])).toEqual([
      ['ended', undefined, '', 'customer'],
      ['rated', '4', '<b>quick</b>', 'customer'],
    ])
    const again = await at.server.chat({ token: welcome.token })
    expect(again.welcome).toMatchObject({ status: 'ended' })
    expect(again.welcome.messages).toHaveLength(2)
    await say(again.line, messageIdOf(2), 'one more thing')
    expect(await conversation()).toMatchObject({ status: 'open', assigneeId: 'ana' })
    expect(await again.line.next('standing')).toMatchObject({ status: 'open', place: 0 })
    again.line.send({ ...rating, entryId: messageIdOf(12), stars: 6 })
    expect(await again.line.next('refused')).toMatchObject({ kind: 'chat/invalid' })
  })

  it('lets nobody end or rate what is not theirs, and says nothing where there is nothing', async () => {
    const victim = await at.server.chat()
    await say(victim.line, messageIdOf(1), 'mine')
    const stranger = await at.server.chat()
    stranger.line.send({ frame: 'end', entryId: messageIdOf(10) })
    await stranger.line.next('done')
    stranger.line.send({ frame: 'rate', entryId: messageIdOf(1), stars: 1, comment: '' })
    await stranger.line.next('done')
    expect(await conversation()).toMatchObject({ status: 'open', visit: null })
    expect(await rowsOf(at.test.database, 'timeline')).toHaveLength(1)
  })

  it('marks what looks like spam for a person to decide, and loses none of it', async () => {
    const suspicion = async (messages: readonly string[], before: (line: SocketClient) => void = () => undefined) => {
      const { line } = await at.server.chat()
      before(line)
      for (const text of messages) await say(line, crypto.randomUUID(), text)
      const last = messages.at(-1)
      const found = (await rowsOf(at.test.database, 'conversation')).find(({ snippet }) => snippet === last)
      return found?.visit?.suspicion ?? ''
    }
    const slow = 'A question'
    expect(await suspicion([slow])).toBe('')
    expect(await suspicion(['b https://a.example https://b.example https://c.example www.d.example'])).toBe('links')
    expect(await suspicion(['c'], (line) => line.send({ ...form, trap: 'http://spam.example' }))).toBe('trap')
    expect(await suspicion(['d', 'Buy my watches', 'buy  MY watches', 'Buy my watches'])).toBe('repeated')
    expect(await suspicion(['A long text that nobody types in the blink of an eye'])).toBe('at-once')
    expect((await writers()).size).toBeGreaterThanOrEqual(5)
    await asAgent('conversation.mark-spam', { conversationId: (await conversation())?.id, entryId: 'e1' })
  })
})
