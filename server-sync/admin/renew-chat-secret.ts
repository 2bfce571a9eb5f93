import type { Actor } from '#shared/domain/command.ts'
import { directoryRefusals } from '#shared/domain/directory/refusals.ts'
import type { Refusal } from '#shared/kit/refusal.ts'
import { chatSecretKey, makeChatSecret } from '../channels/chat/chat-secrets.ts'
import { lockDirectory } from '../sync/store/sql/lock-directory.ts'
import type { AdminDoor } from './admin-door.ts'

export type ChatSecretRenewal =
  | { readonly ok: true; readonly secret: string }
  | { readonly ok: false; readonly refusal: Refusal }

/** Gives a brand the secret with which its shop signs who a visitor is. It is told once; the one before counts for a day. */
export async function renewChatSecret(door: AdminDoor, actor: Actor, brandId: string): Promise<ChatSecretRenewal> {
  const key = await chatSecretKey(door.database)
  return door.database.transaction(async (db): Promise<ChatSecretRenewal> => {
    const directory = await lockDirectory(db, actor.organisationId)
    if (actor.kind !== 'system' && !actor.rights.includes('workplace.manage'))
      return { ok: false, refusal: directoryRefusals.notAllowed() }
    const brand = directory.get('brand', brandId)
    if (!brand) return { ok: false, refusal: directoryRefusals.notFound('brand', brandId) }
    const secret = await makeChatSecret(db, key, brand, door.clock.now())
    await door.recordAudit(db, {
      organisationId: actor.organisationId,
      actorKind: actor.kind === 'system' ? 'operator' : actor.kind,
      actorId: actor.id,
      verb: 'chat-secret.renew',
      subjectId: brandId,
      detail: {},
    })
    return { ok: true, secret }
  })
}
