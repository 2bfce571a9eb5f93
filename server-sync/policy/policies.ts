import {
  about,
  forEveryDesk,
  inAConversationOfTheirOwn,
  inAConversationTheySee,
  inTheirOrganisation,
  ofTheirBrands,
  ofTheirBrandsOrOfAll,
  ofTheirDesk,
  ofTheirOwn,
  ofThemselves,
  saidByACustomer,
  telling,
  theirDesk,
  themselves,
  underThemselves,
} from './condition.ts'
import { type Sentence, aCustomer, anAgentWith, anyAgent, the, theSystem } from './sentence.ts'

/**
 * Everything that anybody may do, with every table there is. Both walls are made from this page: the checks in code (may.ts)
 * and the policies of the database itself (row-security.ts). What is not said here is not allowed.
 * A new table needs its sentences here; policy.contract.test.ts says which lack them, and what it expects of each stands there.
 */
export const policies: readonly Sentence[] = [
  // Who and what the organisation consists of.
  anyAgent.may('see').the('directory').where(inTheirOrganisation, ofTheirBrandsOrOfAll),
  theSystem.may('see').the('directory').where(inTheirOrganisation),
  anAgentWith('people.manage').may('see').the('directory').where(inTheirOrganisation),
  anAgentWith('people.manage')
    .may('add', 'change')
    .the('directory')
    .where(inTheirOrganisation, about('agent', 'team', 'role')),
  anAgentWith('workplace.manage').may('see').the('directory').where(inTheirOrganisation),
  anAgentWith('workplace.manage')
    .may('add', 'change')
    .the('directory')
    .where(inTheirOrganisation, about('organisation', 'brand', 'site', 'queue', 'skill', 'field', 'away-reason')),
  anAgentWith('conversation.work')
    .may('add', 'change')
    .the('directory')
    .where(inTheirOrganisation, ofTheirBrandsOrOfAll, about('view'), underThemselves),
  anAgentWith('conversation.direct')
    .may('change')
    .the('directory')
    .where(inTheirOrganisation, ofTheirBrandsOrOfAll, about('view')),

  // What customers say and buy.
  anAgentWith('conversation.work')
    .may('see', 'change')
    .the('conversation', 'customer')
    .where(inTheirOrganisation, ofTheirBrandsOrOfAll),
  anAgentWith('conversation.work')
    .may('see', 'add', 'change')
    .the('timeline')
    .where(inTheirOrganisation, ofTheirBrandsOrOfAll),
  anAgentWith('conversation.work').may('see').the('order').where(inTheirOrganisation, ofTheirBrandsOrOfAll),
  aCustomer.may('see', 'add', 'change').the('customer').where(inTheirOrganisation, ofTheirBrands, themselves),
  aCustomer.may('see', 'add', 'change').the('conversation').where(inTheirOrganisation, ofTheirBrands, ofTheirOwn),
  aCustomer
    .may('see', 'change')
    .the('timeline')
    .where(inTheirOrganisation, ofTheirBrands, inAConversationOfTheirOwn, about('message')),
  // What they did themselves, so that doing it once more is nothing new.
  aCustomer
    .may('see')
    .the('timeline')
    .where(inTheirOrganisation, ofTheirBrands, inAConversationOfTheirOwn, about('event'), saidByACustomer),
  aCustomer
    .may('add')
    .the('timeline')
    .where(inTheirOrganisation, ofTheirBrands, inAConversationOfTheirOwn, about('message', 'event'), saidByACustomer),
  theSystem.may('see', 'change').the('conversation', 'customer').where(inTheirOrganisation),
  theSystem.may('see', 'add', 'change').the('timeline').where(inTheirOrganisation),

  // What agents look up and write down for each other.
  anAgentWith('conversation.work')
    .may('see')
    .the('knowledge', 'language')
    .where(inTheirOrganisation, ofTheirBrandsOrOfAll),
  anAgentWith('knowledge.edit')
    .may('see', 'add', 'change')
    .the('knowledge', 'language')
    .where(inTheirOrganisation, ofTheirBrandsOrOfAll),

  // What agents can do, since when: their own, and of all to whoever directs them. The server's part writes it.
  anyAgent.may('see').the('presence').where(inTheirOrganisation, ofThemselves),
  anAgentWith('conversation.direct').may('see').the('presence').where(inTheirOrganisation),

  // The feed tells of a row to those who may see it, and of a desk's own commands to that desk.
  anyAgent.may('see').the('feed').where(inTheirOrganisation, ofTheirDesk),
  anyAgent.may('see').the('feed').where(inTheirOrganisation, forEveryDesk, ofTheirBrandsOrOfAll, telling('directory')),
  anAgentWith('people.manage').may('see').the('feed').where(inTheirOrganisation, forEveryDesk, telling('directory')),
  anAgentWith('workplace.manage').may('see').the('feed').where(inTheirOrganisation, forEveryDesk, telling('directory')),
  anAgentWith('conversation.work')
    .may('see')
    .the('feed')
    .where(
      inTheirOrganisation,
      forEveryDesk,
      ofTheirBrandsOrOfAll,
      telling('conversation', 'timeline', 'customer', 'order', 'knowledge', 'language'),
    ),
  anAgentWith('knowledge.edit')
    .may('see')
    .the('feed')
    .where(inTheirOrganisation, forEveryDesk, ofTheirBrandsOrOfAll, telling('knowledge', 'language')),
  anyAgent.may('see').the('feed_head').where(),

  // What a command leaves behind beside its rows.
  anyAgent.may('see', 'change').the('replica').where(inTheirOrganisation, theirDesk),
  anyAgent.may('see', 'add', 'change').the('device_log').where(ofTheirDesk),
  anyAgent.may('see', 'add').the('device_command').where(ofTheirDesk),
  anyAgent.may('add').the('outbox').where(inTheirOrganisation),
  aCustomer.may('add').the('outbox').where(inTheirOrganisation),
  theSystem.may('add').the('outbox').where(inTheirOrganisation),
  anAgentWith('conversation.work')
    .may('see', 'add', 'remove')
    .the('delivery')
    .where(inTheirOrganisation, inAConversationTheySee),
  aCustomer.may('see', 'remove').the('delivery').where(inTheirOrganisation, inAConversationOfTheirOwn),
  theSystem.may('see', 'add', 'remove').the('delivery').where(inTheirOrganisation),

  // Files that messages carry. An agent gets the bytes of a row that they see; customers get theirs by tickets.
  // Messages that agents write and release take their files with them.
  anAgentWith('conversation.work').may('see', 'change').the('file').where(inTheirOrganisation, inAConversationTheySee),
  theSystem.may('see', 'change').the('file').where(inTheirOrganisation),

  // The record is written by the database itself (append_audit): nobody changes it, nobody removes from it.
  anAgentWith('audit.read').may('see').the('audit').where(inTheirOrganisation),

  // The server's own parts.
  the('sequencer').may('see', 'remove').the('outbox'),
  the('sequencer').may('see', 'add', 'remove').the('feed'),
  the('sequencer').may('see', 'change').the('feed_head'),
  the('feed').may('see').the('feed', 'feed_head', 'outbox'),
  the('timers').may('see').the('conversation', 'timeline', 'file'),
  the('presence').may('see', 'add', 'change').the('presence'),
  the('presence').may('see', 'add', 'change', 'remove').the('desk_line', 'server_node'),
  the('presence').may('see').the('directory', 'conversation', 'session', 'desk_policy'),
  the('delivery').may('see', 'change').the('delivery'),
  the('delivery').may('see').the('conversation', 'customer', 'timeline', 'directory', 'chat_secret'),
  the('delivery').may('see', 'add').the('server_key'),
  the('files').may('see', 'add', 'change', 'remove').the('file'),
  the('files').may('see').the('conversation', 'timeline', 'directory'),
  the('files').may('see', 'add').the('server_key'),
  the('door').may('see').the('directory'),
  the('door').may('see', 'add', 'change', 'remove').the('credential'),
  the('door').may('see', 'add', 'change').the('replica'),
  the('door').may('see', 'add', 'change', 'remove').the('session'),
  the('door').may('see', 'add').the('server_key'),
  the('door')
    .may('see', 'add', 'change', 'remove')
    .the('access_token', 'sign_in_failure', 'sign_in_place', 'second_factor', 'recovery_code', 'device_wipe'),
  the('door').may('see', 'add', 'change').the('device'),
  the('door').may('see').the('desk_policy'),
  the('door').may('see', 'add', 'change').the('chat_secret'),

  // Whoever runs the server's command line: first rows, imports, backups, a new epoch.
  the('operator')
    .may('see', 'add', 'change', 'remove')
    .the(
      'directory',
      'conversation',
      'customer',
      'timeline',
      'order',
      'knowledge',
      'language',
      'feed',
      'feed_head',
      'outbox',
      'replica',
      'device_log',
      'device_command',
      'delivery',
      'file',
      'credential',
      'session',
      'server_key',
      'access_token',
      'sign_in_failure',
      'sign_in_place',
      'second_factor',
      'recovery_code',
      'device',
      'device_wipe',
      'desk_policy',
      'setup_code',
      'admin_session',
      'chat_secret',
      'presence',
      'desk_line',
      'server_node',
    ),
  the('operator').may('see', 'add').the('audit'),
  the('operator').may('see', 'add').the('migration'),
].flat()
