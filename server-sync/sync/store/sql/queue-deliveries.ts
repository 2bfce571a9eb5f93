import type { RowWrite } from '#shared/domain/command.ts'
import type { Instant } from '#shared/kit/clock.ts'
import type { WritableDb } from '../../../db/database.ts'

export async function queueDeliveries(db: WritableDb, writes: readonly RowWrite[], now: Instant): Promise<void> {
  for (const { collection, row } of writes) {
    if (collection !== 'timeline' || row.deliveryState === 'none') continue
    if (row.deliveryState === 'sent') {
      await db.execute(
        `INSERT INTO delivery (message_id, organisation_id, conversation_id, channel, queued_at)
         SELECT $1, organisation_id, id, channel, $3 FROM conversation WHERE id = $2`,
        [row.id, row.conversationId, now],
      )
    } else {
      await db.execute('DELETE FROM delivery WHERE message_id = $1', [row.id])
    }
  }
}
