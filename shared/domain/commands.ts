import type { z } from 'zod'
import type { CommandDefinition } from './command.ts'
import { assignConversation } from './conversation/assign.ts'
import { giveBackConversation } from './conversation/give-back.ts'
import { markConversationRead } from './conversation/mark-read.ts'
import { linkConversations, unlinkConversations } from './conversation/link.ts'
import { mergeConversations, unmergeConversations } from './conversation/merge.ts'
import { acceptOffer, declineOffer, expireOffer, offerConversation, withdrawOffer } from './conversation/offer.ts'
import { prioritiseConversation } from './conversation/prioritise.ts'
import { reopenConversation, resolveConversation } from './conversation/resolution.ts'
import { snoozeConversation, unsnoozeConversation, wakeConversation } from './conversation/snooze.ts'
import { markSpam, notSpam } from './conversation/spam.ts'
import { addTag, removeTag } from './conversation/tags.ts'
import { transferConversation } from './conversation/transfer.ts'
import { editCustomer } from './customer/edit.ts'
import { mergeCustomers, unmergeCustomers } from './customer/merge.ts'
import { addAgent, changeAgent, leaveAgent, returnAgent } from './directory/agent-commands.ts'
import { addAwayReason, changeAwayReason } from './directory/away-reason-commands.ts'
import { addBrand, changeBrand } from './directory/brand-commands.ts'
import { addField, changeField } from './directory/field-commands.ts'
import { addOrganisation, changeOrganisation } from './directory/organisation-commands.ts'
import { addQueue, addSkill, changeQueue, changeSkill } from './directory/queue-commands.ts'
import { addRole, changeRole } from './directory/role-commands.ts'
import { addSite, addTeam, changeSite, changeTeam } from './directory/site-commands.ts'
import { setField } from './field/set.ts'
import { addNote } from './message/add-note.ts'
import { dropMessage, sendAnyway } from './message/held.ts'
import { readMention, unreadMention } from './message/mention.ts'
import { receiveMessage } from './message/receive.ts'
import { recordDelivery } from './message/record-delivery.ts'
import { releaseMessage } from './message/release.ts'
import { sendMessage } from './message/send.ts'
import { unsendMessage } from './message/unsend.ts'
import { describeVisit } from './visit/describe.ts'
import { endConversation } from './visit/end.ts'
import { introduceCustomer } from './visit/introduce.ts'
import { rateConversation } from './visit/rate.ts'
import { removeView, saveView } from './view/save-view.ts'

/** Everything anybody can do. Adding one here makes it known to the server, every desk and every test. */
export const commands = {
  'message.receive': receiveMessage,
  'message.send': sendMessage,
  'message.unsend': unsendMessage,
  'message.release': releaseMessage,
  'message.send-anyway': sendAnyway,
  'message.drop': dropMessage,
  'note.add': addNote,
  'delivery.record': recordDelivery,
  'conversation.assign': assignConversation,
  'conversation.offer': offerConversation,
  'conversation.withdraw-offer': withdrawOffer,
  'conversation.accept-offer': acceptOffer,
  'conversation.decline-offer': declineOffer,
  'conversation.expire-offer': expireOffer,
  'conversation.give-back': giveBackConversation,
  'conversation.transfer': transferConversation,
  'conversation.prioritise': prioritiseConversation,
  'conversation.mark-spam': markSpam,
  'conversation.not-spam': notSpam,
  'conversation.merge': mergeConversations,
  'conversation.unmerge': unmergeConversations,
  'conversation.link': linkConversations,
  'conversation.unlink': unlinkConversations,
  'conversation.resolve': resolveConversation,
  'conversation.reopen': reopenConversation,
  'conversation.snooze': snoozeConversation,
  'conversation.unsnooze': unsnoozeConversation,
  'conversation.wake': wakeConversation,
  'conversation.mark-read': markConversationRead,
  'mention.read': readMention,
  'mention.unread': unreadMention,
  'conversation.describe-visit': describeVisit,
  'conversation.end': endConversation,
  'conversation.rate': rateConversation,
  'customer.introduce': introduceCustomer,
  'customer.edit': editCustomer,
  'customer.merge': mergeCustomers,
  'customer.unmerge': unmergeCustomers,
  'field.set': setField,
  'view.save': saveView,
  'view.remove': removeView,
  'tag.add': addTag,
  'tag.remove': removeTag,
  'organisation.add': addOrganisation,
  'organisation.change': changeOrganisation,
  'brand.add': addBrand,
  'brand.change': changeBrand,
  'site.add': addSite,
  'site.change': changeSite,
  'team.add': addTeam,
  'team.change': changeTeam,
  'queue.add': addQueue,
  'queue.change': changeQueue,
  'skill.add': addSkill,
  'skill.change': changeSkill,
  'away-reason.add': addAwayReason,
  'away-reason.change': changeAwayReason,
  'field.add': addField,
  'field.change': changeField,
  'role.add': addRole,
  'role.change': changeRole,
  'agent.add': addAgent,
  'agent.change': changeAgent,
  'agent.leave': leaveAgent,
  'agent.return': returnAgent,
} as const

export type CommandType = keyof typeof commands
export type CommandArgs<Type extends CommandType> = z.infer<(typeof commands)[Type]['args']>

/** `undefined` for a type this build does not know: an older desk, a newer server. */
export function commandDefinition(type: string): CommandDefinition | undefined {
  return Object.hasOwn(commands, type) ? (commands[type as CommandType] as unknown as CommandDefinition) : undefined
}
