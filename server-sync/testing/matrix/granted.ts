import type { Right } from '#shared/domain/directory/rights.ts'
import type { Verb } from '../../policy/sentence.ts'
import type { MatrixAsker } from './askers.ts'
import type { Place } from './specimens.ts'

/**
 * What is to be granted, written down a second time and by hand, in other words than policies.ts: by where a row stands, not
 * by what its columns hold. A table that is missing here fails the test.
 */
interface Grant {
  readonly to: 'every agent' | Right | 'customer' | 'system' | readonly string[]
  readonly verbs: readonly Verb[]
  readonly at: (place: Place) => boolean
}

const see = ['see'] as const
const seeAdd = ['see', 'add'] as const
const seeChange = ['see', 'change'] as const
const seeAddChange = ['see', 'add', 'change'] as const
const seeAddRemove = ['see', 'add', 'remove'] as const
const all = ['see', 'add', 'change', 'remove'] as const

const anywhere = () => true
const ours = ({ organisation }: Place) => organisation === 'own'
const served = (place: Place) => ours(place) && place.brand !== 'other'
const myShop = (place: Place) => ours(place) && place.brand === 'own' && place.whose === 'mine'
const myDesk = ({ desk }: Place) => desk === 'mine'
const isAbout =
  (...names: readonly (string | null)[]) =>
  (place: Place) =>
    names.includes(place.about)
const both =
  (...tests: readonly ((place: Place) => boolean)[]) =>
  (place: Place) =>
    tests.every((test) => test(place))
const forAll = ({ desk }: Place) => desk === 'none'

const operator = (verbs: readonly Verb[] = all): Grant => ({ to: ['operator'], verbs, at: anywhere })
const people = isAbout('agent', 'team', 'role')
const workplace = isAbout('organisation', 'brand', 'site', 'queue', 'skill', 'field', 'away-reason')

export const granted: Readonly<Record<string, readonly Grant[]>> = {
  directory: [
    { to: 'every agent', verbs: see, at: served },
    { to: 'people.manage', verbs: see, at: ours },
    { to: 'workplace.manage', verbs: see, at: ours },
    { to: 'people.manage', verbs: ['add', 'change'], at: both(ours, people) },
    { to: 'workplace.manage', verbs: ['add', 'change'], at: both(ours, workplace) },
    { to: 'conversation.work', verbs: ['add', 'change'], at: both(served, isAbout('view of mine')) },
    { to: 'conversation.direct', verbs: ['change'], at: both(served, isAbout('view of mine', 'view of another')) },
    { to: 'system', verbs: see, at: ours },
    { to: ['presence', 'delivery', 'files', 'door'], verbs: see, at: anywhere },
    operator(),
  ],
  conversation: [
    { to: 'conversation.work', verbs: seeChange, at: served },
    { to: 'customer', verbs: seeAddChange, at: myShop },
    { to: 'system', verbs: seeChange, at: ours },
    { to: ['timers', 'presence', 'delivery', 'files'], verbs: see, at: anywhere },
    operator(),
  ],
  customer: [
    { to: 'conversation.work', verbs: seeChange, at: served },
    { to: 'customer', verbs: seeAddChange, at: myShop },
    { to: 'system', verbs: seeChange, at: ours },
    { to: ['delivery'], verbs: see, at: anywhere },
    operator(),
  ],
  timeline: [
    { to: 'conversation.work', verbs: seeAddChange, at: served },
    { to: 'customer', verbs: seeChange, at: both(myShop, isAbout('message of customer', 'message of agent')) },
    { to: 'customer', verbs: ['add'], at: both(myShop, isAbout('message of customer', 'event of customer')) },
    { to: 'customer', verbs: see, at: both(myShop, isAbout('event of customer')) },
    { to: 'system', verbs: seeAddChange, at: ours },
    { to: ['timers', 'delivery', 'files'], verbs: see, at: anywhere },
    operator(),
  ],
  order: [{ to: 'conversation.work', verbs: see, at: served }, operator()],
  knowledge: [
    { to: 'conversation.work', verbs: see, at: served },
    { to: 'knowledge.edit', verbs: seeAddChange, at: served },
    operator(),
  ],
  language: [
    { to: 'conversation.work', verbs: see, at: served },
    { to: 'knowledge.edit', verbs: seeAddChange, at: served },
    operator(),
  ],
  feed: [
    { to: 'every agent', verbs: see, at: both(ours, myDesk) },
    { to: 'every agent', verbs: see, at: both(served, forAll, isAbout('directory')) },
    { to: 'people.manage', verbs: see, at: both(ours, forAll, isAbout('directory')) },
    { to: 'workplace.manage', verbs: see, at: both(ours, forAll, isAbout('directory')) },
    { to: 'conversation.work', verbs: see, at: both(served, forAll, isAbout('timeline', 'order', 'knowledge')) },
    { to: 'knowledge.edit', verbs: see, at: both(served, forAll, isAbout('knowledge')) },
    { to: ['sequencer'], verbs: seeAddRemove, at: anywhere },
    { to: ['feed'], verbs: see, at: anywhere },
    operator(),
  ],
  feed_head: [
    { to: 'every agent', verbs: see, at: anywhere },
    { to: ['sequencer'], verbs: seeChange, at: anywhere },
    { to: ['feed'], verbs: see, at: anywhere },
    operator(),
  ],
  outbox: [
    { to: 'every agent', verbs: ['add'], at: ours },
    { to: 'customer', verbs: ['add'], at: ours },
    { to: 'system', verbs: ['add'], at: ours },
    { to: ['sequencer'], verbs: ['see', 'remove'], at: anywhere },
    { to: ['feed'], verbs: see, at: anywhere },
    operator(),
  ],
  replica: [
    { to: 'every agent', verbs: seeChange, at: both(ours, myDesk) },
    { to: ['door'], verbs: seeAddChange, at: anywhere },
    operator(),
  ],
  device_log: [{ to: 'every agent', verbs: seeAddChange, at: myDesk }, operator()],
  device_command: [{ to: 'every agent', verbs: seeAdd, at: myDesk }, operator()],
  delivery: [
    { to: 'conversation.work', verbs: seeAddRemove, at: served },
    { to: 'customer', verbs: ['see', 'remove'], at: myShop },
    { to: 'system', verbs: seeAddRemove, at: ours },
    { to: ['delivery'], verbs: seeChange, at: anywhere },
    operator(),
  ],
  file: [
    { to: 'conversation.work', verbs: seeChange, at: served },
    { to: 'system', verbs: seeChange, at: ours },
    { to: ['files'], verbs: all, at: anywhere },
    { to: ['timers'], verbs: see, at: anywhere },
    operator(),
  ],
  credential: [{ to: ['door'], verbs: all, at: anywhere }, operator()],
  session: [{ to: ['door'], verbs: all, at: anywhere }, { to: ['presence'], verbs: see, at: anywhere }, operator()],
  server_key: [{ to: ['delivery', 'files', 'door'], verbs: seeAdd, at: anywhere }, operator()],
  access_token: [{ to: ['door'], verbs: all, at: anywhere }, operator()],
  sign_in_failure: [{ to: ['door'], verbs: all, at: anywhere }, operator()],
  sign_in_place: [{ to: ['door'], verbs: all, at: anywhere }, operator()],
  second_factor: [{ to: ['door'], verbs: all, at: anywhere }, operator()],
  recovery_code: [{ to: ['door'], verbs: all, at: anywhere }, operator()],
  device: [{ to: ['door'], verbs: seeAddChange, at: anywhere }, operator()],
  device_wipe: [{ to: ['door'], verbs: all, at: anywhere }, operator()],
  desk_policy: [{ to: ['presence', 'door'], verbs: see, at: anywhere }, operator()],
  chat_secret: [
    { to: ['door'], verbs: seeAddChange, at: anywhere },
    { to: ['delivery'], verbs: see, at: anywhere },
    operator(),
  ],
  presence: [
    { to: 'every agent', verbs: see, at: both(ours, myDesk) },
    { to: 'conversation.direct', verbs: see, at: ours },
    { to: ['presence'], verbs: seeAddChange, at: anywhere },
    operator(),
  ],
  desk_line: [{ to: ['presence'], verbs: all, at: anywhere }, operator()],
  server_node: [{ to: ['presence'], verbs: all, at: anywhere }, operator()],
  setup_code: [operator()],
  admin_session: [operator()],
  audit: [{ to: 'audit.read', verbs: see, at: ours }, operator(seeAdd)],
  migration: [operator(seeAdd)],
}

export const isGranted = (asker: MatrixAsker, verb: Verb, table: string, place: Place): boolean =>
  (granted[table] ?? []).some(({ to, verbs, at }) => verbs.includes(verb) && isFor(to, asker) && at(place))

function isFor(to: Grant['to'], { name, kind, rights }: MatrixAsker): boolean {
  if (typeof to !== 'string') return kind === 'part' && to.includes(name)
  if (to === 'every agent') return kind === 'agent'
  if (to === 'customer' || to === 'system') return kind === to
  return kind === 'agent' && rights.includes(to)
}
