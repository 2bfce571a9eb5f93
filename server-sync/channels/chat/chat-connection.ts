import type { WebSocket } from 'ws'
import type { Actor } from '#shared/domain/command.ts'
import { isEmail } from '#shared/domain/visit/is-email.ts'
import type { Clock } from '#shared/kit/clock.ts'
import { unreachable } from '#shared/kit/unreachable.ts'
import type { ChatFrame, VisitorFrame } from '#shared/sync/chat-protocol.ts'
import type { Database } from '../../db/database.ts'
import { createTokenBuckets } from '../../limits/token-bucket.ts'
import type { Files } from '../../files/open-files.ts'
import type { ApplyCommand } from '../../sync/apply-command.ts'
import type { ConversationPlace } from '../../around/conversation-place.ts'
import { findChatBrand, findChatQueue } from './chat-brand.ts'
import { claimForWelcome } from './chat-delivery.ts'
import type { ChatLimits } from './chat-limits.ts'
import { type SaidMessage, chatHistory, chatMessages, onPage, saidIn } from './chat-messages.ts'
import type { ChatListener, ChatRooms } from './chat-rooms.ts'
import { type Standing, lineOf, openingOf } from './chat-standing.ts'
import { type Guest, createGuest, uploaderOf } from './guest.ts'
import { isFilledIn, isFormNeeded } from './pre-chat-form.ts'
import { parseVisitorFrame } from './parse-visitor-frame.ts'
import { type VisitorNeeds, greetVisitor } from './greet-visitor.ts'
import type { SpamShield } from './spam-shield.ts'
import { createVisitorThread } from './visitor-thread.ts'
import type { WaitingTimes } from './waiting-times.ts'
import { withTickets } from './with-tickets.ts'

export interface ChatNeeds extends VisitorNeeds {
  readonly database: Database
  readonly applyCommand: ApplyCommand
  readonly rooms: ChatRooms
  /** The same chats by where their conversation leads: after a merge that is another one. */
  readonly ends: ChatRooms
  /** The customer types in this conversation, or has stopped. */
  readonly onTyping: (place: ConversationPlace, isTyping: boolean) => void
  readonly limits: ChatLimits
  readonly shield: SpamShield
  readonly waits: WaitingTimes
  /** Without them no files are taken, and none can be fetched. */
  readonly files: Pick<Files, 'claims' | 'tickets'> | undefined
  readonly clock: Clock
  readonly onFailure: (error: unknown) => void
}

type Hello = Extract<VisitorFrame, { frame: 'hello' }>

const helloWithinMs = 10_000
/** Honest chats send no bad frame at all; a handful is a broken one, more is an attack. */
const badFramesMax = 5
const waitingMax = 20
const bufferedMaxBytes = 4 * 1024 * 1024

/** One customer's chat. @returns a promise of when all that arrived is answered. */
export function serveChat(socket: WebSocket, address: string, needs: ChatNeeds): { settled(): Promise<void> } {
  const { database, applyCommand, rooms, limits, clock } = needs
  const thread = createVisitorThread(needs)
  const ticketed = (message: SaidMessage) => withTickets(message, needs.files?.tickets)
  const frames = createTokenBuckets({ clock, capacity: 200, refillMs: 100 })
  let guest: Guest | undefined
  let badFrames = 0
  let waiting = 0
  let turn: Promise<void> = Promise.resolve()
  let leaveRoom: () => void = () => undefined
  /** What is said while the welcome is being put together; afterwards frames go out at once. */
  let early: SaidMessage[] | undefined = []
  const me: ChatListener = {
    say(message) {
      if (early) return early.push(message)
      if (guest && message.from !== 'customer') answered(guest)
      return send({ frame: 'message', message: ticketed(message) })
    },
    agentTypes: () => (early ? undefined : send({ frame: 'typing', who: 'agent' })),
  }
  let leaveEnd: () => void = () => undefined
  const helloTimer = setTimeout(() => socket.close(1008), helloWithinMs)

  socket.on('message', (data, isBinary) => {
    if (!frames.take('')) return socket.close(1008)
    const parsed = parseVisitorFrame(isBinary ? '' : (data as Buffer).toString('utf8'))
    if (!parsed.ok) return bad(parsed.messageId)
    inTurn(parsed.frame)
  })
  socket.on('close', () => {
    clearTimeout(helloTimer)
    leaveRoom()
    leaveEnd()
    if (guest) typed(guest, false)
  })
  return { settled: () => turn }

  function inTurn(frame: VisitorFrame): void {
    if (++waiting >= waitingMax) socket.pause()
    turn = turn
      .then(() => answer(frame))
      .catch((error: unknown) => {
        needs.onFailure(error)
        // The chat keeps what has no receipt and sends it again after it has connected again.
        socket.close(1011)
      })
      .finally(() => {
        if (--waiting < waitingMax) socket.resume()
      })
  }

  async function answer(frame: VisitorFrame): Promise<void> {
    if (socket.readyState !== socket.OPEN) return
    // In its turn: a pong tells that everything sent before it has been dealt with.
    if (frame.frame === 'ping') {
      send({ frame: 'pong', n: frame.n })
      // Whoever waits hears now and then how far they have come.
      return guest?.waitingSinceAt === undefined ? undefined : tellStanding(guest)
    }
    if (frame.frame === 'hello') return guest ? bad(null) : greet(frame)
    if (!guest) return bad(null)
    switch (frame.frame) {
      case 'send':
        return receive(guest, frame)
      case 'typing':
        return typed(guest, true)
      case 'delivered':
      case 'read':
        return thread.report(guest, frame.frame, frame.messageIds)
      case 'context':
        guest.notes.describe({ context: frame.context })
        return limits.mayDescribe(guest.visitor.visitorId) ? thread.writeNotes(guest) : undefined
      case 'form':
        return fillIn(guest, frame)
      case 'end':
        return end(guest, frame.entryId)
      case 'rate':
        return rate(guest, frame)
      default:
        return unreachable(frame)
    }
  }

  async function greet(hello: Hello): Promise<void> {
    const brand = await findChatBrand(database, hello.brandId)
    if (!brand) return refuse(null, 'chat/unknown-brand')
    const greeted = await greetVisitor(needs, brand, { token: hello.token, identity: hello.identity ?? null })
    const { visitor, account } = greeted
    leaveRoom = rooms.join(visitor.conversationId, me)
    const claimed = await claimForWelcome(database, visitor.conversationId, clock.now())
    const { parts, end: last } = await thread.threadFor(visitor)
    const messages = await chatHistory(database, parts)
    const now = clock.now()
    const { status, place, queueId } = await lineOf(database, last.conversationId)
    const standing = { status, place, waitMs: place > 0 ? needs.waits.about(queueId) : 0, ...openingOf(brand, now) }
    guest = createGuest({
      greeted,
      brand,
      hello,
      standing,
      now,
    })
    if (messages.length > 0) leadTo(guest, last.conversationId)
    clearTimeout(helloTimer)
    const form = brand.chat?.form ?? null
    send({
      frame: 'welcome',
      token: needs.tokens.issue(visitor),
      brandName: brand.name,
      messages: messages.map(ticketed),
      ...standing,
      isIdentified: account !== undefined,
      form: account === undefined ? form : null,
      takesFiles: needs.files !== undefined,
    })
    const said = early ?? []
    early = undefined
    for (const message of said) if (!messages.some(({ messageId }) => messageId === message.messageId)) me.say(message)
    // What we took from the queue nobody else hands over any more: this customer's other tabs hear it from us.
    for (const message of messages) if (claimed.has(message.messageId)) rooms.say(visitor.conversationId, message, me)
    // Closed while we read: the close event came before there was a room to leave.
    if (socket.readyState !== socket.OPEN) {
      leaveRoom()
      leaveEnd()
    }
    if (account !== undefined) await recognise(guest, greeted.joins, { account, name: hello.identity?.name ?? '' })
  }

  /** The shop has said who this is: what they said before belongs to the customer whom it knows, or makes one known. */
  async function recognise(guest: Guest, joins: string | undefined, told: { account: string; name: string }) {
    const { customerId } = guest.visitor
    if (joins === undefined || joins === customerId) {
      guest.notes.tell(told)
      return thread.writeNotes(guest)
    }
    const { organisationId, id } = guest.brand
    const system: Actor = { kind: 'system', id: 'chat', organisationId, brandIds: [id], rights: [] }
    const args = { fromId: customerId, intoId: joins }
    await applyCommand.direct(system, { type: 'customer.merge', version: 1, args, basedOn: {} })
  }

  async function receive(guest: Guest, sent: Extract<VisitorFrame, { frame: 'send' }>) {
    const { visitor, brand, language, timeZone } = guest
    const { messageId, text, fileIds = [] } = sent
    const isFirst = guest.isNew
    const mayGoOn = limits.maySend({ address, ...visitor }) && (!isFirst || limits.mayBegin(address))
    if (!mayGoOn) return send({ frame: 'refused', messageId, kind: 'chat/too-fast' })
    if (isFirst && !guest.hasForm && isFormNeeded(brand))
      return send({ frame: 'refused', messageId, kind: 'chat/form' })
    const by = uploaderOf(guest)
    const attachments = fileIds.length === 0 ? [] : await needs.files?.claims.claim(by, messageId, fileIds)
    if (!attachments) return send({ frame: 'refused', messageId, kind: 'chat/file' })
    const now = clock.now()
    const suspicion = needs.shield.suspicionOf({
      visitorId: visitor.visitorId,
      address,
      text,
      first: isFirst ? { afterMs: now - guest.welcomedAt, typedMs: sent.typedMs ?? 0 } : undefined,
      isTrapped: guest.isTrapped,
    })
    const isAway = !openingOf(brand, now).isOpen
    const queueId = (guest.queueId ??= await findChatQueue(database, brand, language))
    const given = {
      messageId,
      brandId: brand.id,
      queueId,
      channel: 'chat',
      text,
      language,
      timeZone,
      ...(attachments.length > 0 ? { attachments } : {}),
      currency: 'USD',
      isAway,
      ...(suspicion ? { suspicion } : {}),
    }
    const { decision, thread: reached } = await thread.deliver(guest, 'message.receive', (last, reopensTo) => ({
      ...given,
      ...last,
      reopensTo,
    }))
    if (decision.outcome === 'refused') {
      if (attachments.length > 0) await needs.files?.claims.release(by, messageId)
      return send({ frame: 'refused', messageId, kind: decision.refusal.kind })
    }
    const found =
      decision.outcome === 'applied'
        ? { conversationId: reached.end.conversationId, message: saidIn(decision.writes, messageId) }
        : (await chatMessages(database, [messageId]))[0]
    const place = reached.parts.findIndex(({ conversationId }) => conversationId === found?.conversationId)
    const stored = found?.message && place >= 0 ? onPage(found.message, place) : undefined
    // Somebody else's message has this id: it is not ours to confirm.
    if (!stored) return send({ frame: 'refused', messageId, kind: 'chat/invalid' })
    const { number, createdAt, attachments: carried } = ticketed(stored)
    typed(guest, false)
    leadTo(guest, reached.end.conversationId)
    send({ frame: 'receipt', messageId, number, createdAt, ...(carried ? { attachments: carried } : {}) })
    if (decision.outcome !== 'applied') return
    rooms.say(visitor.conversationId, stored, me)
    // Whoever waits already and says one thing more stands where they stood, and hears how far they are with their next ping.
    const standsAnew = guest.waitingSinceAt === undefined || guest.standing.status !== 'open'
    guest.waitingSinceAt ??= now
    guest.isNew = false
    await thread.writeNotes(guest)
    if (standsAnew) await tellStanding(guest)
  }

  /** What a form said. It counts from the first message on; of one that is here already, at once. */
  function fillIn(guest: Guest, form: Extract<VisitorFrame, { frame: 'form' }>) {
    const { notes, brand, visitor } = guest
    const { name, email, orderNumber, consent, trap } = form
    if (email !== '' && !isEmail(email)) return bad(null)
    if (trap !== '') guest.isTrapped = true
    notes.tell({ name, email })
    notes.describe({
      ...(orderNumber === '' ? {} : { orderNumber }),
      ...(consent !== '' && consent === brand.chat?.form.consent ? { consent } : {}),
      ...(email !== '' && !openingOf(brand, clock.now()).isOpen ? { answerTo: email } : {}),
    })
    guest.hasForm = isFilledIn(brand, form)
    return limits.mayDescribe(visitor.visitorId) ? thread.writeNotes(guest) : undefined
  }

  async function end(guest: Guest, entryId: string): Promise<void> {
    await thread.deliver(guest, 'conversation.end', ({ conversationId }) => ({ entryId, conversationId }))
    guest.waitingSinceAt = undefined
    send({ frame: 'done', entryId })
    await tellStanding(guest)
  }

  async function rate(guest: Guest, { entryId, stars, comment }: Extract<VisitorFrame, { frame: 'rate' }>) {
    if (!limits.maySend({ address, ...guest.visitor }))
      return send({ frame: 'refused', messageId: entryId, kind: 'chat/too-fast' })
    await thread.deliver(guest, 'conversation.rate', ({ conversationId }) => ({
      entryId,
      stars,
      comment,
      conversationId,
    }))
    return send({ frame: 'done', entryId })
  }

  async function tellStanding(guest: Guest): Promise<void> {
    if (!limits.mayAskPlace()) return
    const { end: last } = await thread.threadFor(guest.visitor)
    const { status, place, queueId } = await lineOf(database, last.conversationId)
    const waitMs = place > 0 ? needs.waits.about(queueId) : 0
    guest.queueId = queueId
    say(guest, { status, place, waitMs, ...openingOf(guest.brand, clock.now()) })
  }

  function answered(guest: Guest): void {
    if (guest.waitingSinceAt !== undefined && guest.queueId !== undefined)
      needs.waits.answered(guest.queueId, clock.now() - guest.waitingSinceAt)
    guest.waitingSinceAt = undefined
    say(guest, { ...guest.standing, place: 0, waitMs: 0 })
  }

  function say(guest: Guest, standing: Standing): void {
    if (JSON.stringify(standing) === JSON.stringify(guest.standing)) return
    guest.standing = standing
    send({ frame: 'standing', ...standing })
  }

  function leadTo(guest: Guest, conversationId: string): void {
    if (guest.end === conversationId) return
    guest.end = conversationId
    leaveEnd()
    leaveEnd = needs.ends.join(conversationId, me)
  }

  function typed(guest: Guest, isTyping: boolean): void {
    const { end, brand, visitor } = guest
    // Before their first word there is no conversation that anybody could have open.
    if (end === null || (isTyping ? !limits.mayType(visitor.visitorId) : !guest.isTyping)) return
    guest.isTyping = isTyping
    needs.onTyping({ id: end, organisationId: brand.organisationId, brandId: brand.id }, isTyping)
  }

  function bad(messageId: string | null): void {
    send({ frame: 'refused', messageId, kind: 'chat/invalid' })
    if (++badFrames >= badFramesMax || !guest) socket.close(1008)
  }

  function refuse(messageId: string | null, kind: string): void {
    send({ frame: 'refused', messageId, kind })
    socket.close(1008)
  }

  function send(frame: ChatFrame): void {
    if (socket.readyState !== socket.OPEN) return
    // Who does not read is cut off; what they missed is in their next welcome.
    if (socket.bufferedAmount > bufferedMaxBytes) return socket.terminate()
    socket.send(JSON.stringify(frame))
  }
}
