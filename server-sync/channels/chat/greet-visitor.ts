import type { IdSource } from '#shared/kit/id-source.ts'
import type { VisitorIdentity } from '#shared/sync/chat-protocol.ts'
import type { ReadableDb } from '../../db/database.ts'
import { threadOf } from '../thread-of.ts'
import type { ChatBrand } from './chat-brand.ts'
import type { ChatIdentities } from './chat-secrets.ts'
import { type KnownAccount, accountsOf, derivedId, findAccount } from './find-account.ts'
import type { Visitor, VisitorTokens } from './visitor-token.ts'

export interface VisitorNeeds {
  readonly database: ReadableDb
  readonly tokens: VisitorTokens
  readonly identities: ChatIdentities
  /** Ids of accounts that are not known yet come from it. */
  readonly idKey: Buffer
  readonly nextId: IdSource
}

export interface Greeted {
  readonly visitor: Visitor
  /** Verified: to be written down with what they say. */
  readonly account: string | undefined
  /** What they said before they were known belongs to this customer. */
  readonly joins: string | undefined
}

/** Who a visitor is, by their token and by what the shop signed. Neither says why it was not believed. */
export async function greetVisitor(
  { database, tokens, identities, idKey, nextId }: VisitorNeeds,
  brand: ChatBrand,
  given: { readonly token: string | null; readonly identity: VisitorIdentity | null },
): Promise<Greeted> {
  const read = given.token === null ? undefined : tokens.read(given.token)
  const known = read?.brandId === brand.id ? read : undefined
  const account = given.identity ? await identities.verified(brand.id, given.identity) : undefined
  if (account === undefined) return { visitor: known ?? stranger(), account, joins: undefined }
  const found = await findAccount(database, brand, account)
  if (known && (await threadOf(database, known.conversationId))) {
    const owners = await accountsOf(database, known.customerId)
    // What somebody else said at this computer stays theirs.
    if (owners.length === 0 || owners.includes(account)) return { visitor: known, account, joins: found?.customerId }
  }
  return { visitor: ofAccount(account, found), account, joins: undefined }

  function stranger(): Visitor {
    return { visitorId: nextId(), customerId: nextId(), conversationId: nextId(), brandId: brand.id }
  }

  function ofAccount(of: string, at: KnownAccount | undefined): Visitor {
    return {
      visitorId: nextId(),
      customerId: at?.customerId ?? derivedId(idKey, 'customer', brand.id, of),
      conversationId: at?.conversationId ?? derivedId(idKey, 'conversation', brand.id, of),
      brandId: brand.id,
    }
  }
}
