import type { ChatSettings } from '#shared/domain/directory/chat-settings.ts'
import { rowStores } from '../../db/row-store.ts'
import type { ReadableDb } from '../../db/database.ts'

export interface ChatBrand {
  readonly id: string
  readonly organisationId: string
  readonly name: string
  readonly chat: ChatSettings | null
}

export async function findChatBrand(db: ReadableDb, brandId: string): Promise<ChatBrand | undefined> {
  const [brand] = await rowStores.directory.find(db, `kind = 'brand' AND id = $1`, [brandId])
  return brand && { id: brand.id, organisationId: brand.organisationId, name: brand.name, chat: brand.chat }
}

/** The brand's first queue that speaks the language, else its first; empty when it has none. */
export async function findChatQueue(db: ReadableDb, brand: ChatBrand, language: string): Promise<string> {
  const queues = await rowStores.directory.find(
    db,
    `kind = 'queue' AND organisation_id = $1 AND brand_id = $2 ORDER BY id`,
    [brand.organisationId, brand.id],
  )
  const spoken = queues.find(({ languages }) => languages.some((served) => primary(served) === primary(language)))
  return (spoken ?? queues[0])?.id ?? ''
}

const primary = (tag: string) => tag.split('-')[0]?.toLowerCase()
