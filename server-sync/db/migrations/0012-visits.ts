import type { Migration } from './migration.ts'

/**
 * Feed and outbox hold rows as they were written: desks that catch up read them with the entities of now. What an earlier
 * migration rewrote has its keys in another order, so the text is only looked at for a first choice.
 */
const added = (collection: string, field: string) =>
  ['feed', 'outbox']
    .map(
      (table) => `UPDATE ${table}
  SET payload = jsonb_set(payload::jsonb, '{row}', (payload::jsonb -> 'row') || '{"${field}": null}'::jsonb)::text
  WHERE payload LIKE '%"${collection}"%' AND payload::jsonb @> '{"kind": "row", "collection": "${collection}"}';`,
    )
    .join('\n')

/**
 * What a web chat's page and forms tell of a conversation, how a brand's chat receives its visitors, and the secrets with
 * which shops sign who a visitor is: sealed, with the one before as long as it still counts.
 */
export const visitsMigration: Migration = {
  number: 12,
  name: 'visits',
  sql: `
ALTER TABLE "conversation" ADD COLUMN "visit" jsonb;
ALTER TABLE "directory" ADD COLUMN "chat" jsonb;
CREATE INDEX customer_identities ON customer USING gin (identities jsonb_path_ops);
CREATE TABLE chat_secret (
  brand_id text PRIMARY KEY CHECK (char_length(brand_id) <= 36),
  organisation_id text NOT NULL CHECK (char_length(organisation_id) <= 36),
  sealed text NOT NULL,
  made_at bigint NOT NULL,
  earlier_sealed text,
  earlier_until_at bigint NOT NULL
);
${added('conversation', 'visit')}
${added('directory', 'chat')}
`,
}
