import type { Migration } from './migration.ts'

/**
 * Feed and outbox hold rows as they were written: desks that catch up read them with the entities of now. What an earlier
 * migration rewrote has its keys in another order, so the text is only looked at for a first choice.
 */
const rewritten = ['feed', 'outbox']
  .map(
    (table) => `UPDATE ${table} SET payload = jsonb_set(payload::jsonb, '{row}',
    (payload::jsonb -> 'row') || '{"view": null}'::jsonb)::text
  WHERE payload LIKE '%"directory"%' AND payload::jsonb @> '{"kind": "row", "collection": "directory"}';`,
  )
  .join('\n')

/** Looks at the conversations that agents keep under a name. */
export const viewsMigration: Migration = {
  number: 13,
  name: 'views',
  sql: `
ALTER TABLE "directory" DROP CONSTRAINT "directory_kind_check";
ALTER TABLE "directory" ADD CONSTRAINT "directory_kind_check"
  CHECK ("kind" IN ('organisation', 'brand', 'site', 'team', 'queue', 'agent', 'skill', 'role', 'field', 'away-reason', 'view'));
ALTER TABLE "directory" ADD COLUMN "view" jsonb;

${rewritten}
`,
}
