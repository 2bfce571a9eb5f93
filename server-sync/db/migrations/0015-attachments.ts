import type { Migration } from './migration.ts'

/**
 * Feed and outbox hold rows as they were written: desks that catch up read them with the entities of now. What an earlier
 * migration rewrote has its keys in another order, so the text is only looked at for a first choice.
 */
const rewritten = ['feed', 'outbox']
  .map(
    (table) => `UPDATE ${table} SET payload = jsonb_set(payload::jsonb, '{row}',
    (payload::jsonb -> 'row') || '{"attachments": []}'::jsonb)::text
  WHERE payload LIKE '%"timeline"%' AND payload::jsonb @> '{"kind": "row", "collection": "timeline"}';`,
  )
  .join('\n')

/** Messages carry files. */
export const attachmentsMigration: Migration = {
  number: 15,
  name: 'attachments',
  sql: `
ALTER TABLE "timeline" ADD COLUMN "attachments" jsonb NOT NULL DEFAULT '[]';
ALTER TABLE "timeline" ALTER COLUMN "attachments" DROP DEFAULT;

${rewritten}
`,
}
