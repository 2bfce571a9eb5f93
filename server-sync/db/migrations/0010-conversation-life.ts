import type { Migration } from './migration.ts'

const conversationAdded = `'{"handover": null, "offeredToId": null, "offerUntilAt": 0, "before": null, "mergedIntoId": null,
  "mergedAtNumber": 0, "targetBefore": null, "linkedIds": [], "fields": [], "mentionedIds": [], "mentionState": "none",
  "lastAnswers": [], "heldCount": 0}'::jsonb`
const added = {
  directory: `'{"reopensTo": "", "field": null}'::jsonb`,
  customer: `'{"fields": [], "mergedIntoId": null}'::jsonb`,
} as const

/** Feed and outbox hold rows as they were written: desks that catch up read them with the entities of now. */
const rewritten = (collection: string, row: string) =>
  ['feed', 'outbox']
    .map(
      (table) => `UPDATE ${table} SET payload = jsonb_set(payload::jsonb, '{row}', ${row})::text
  WHERE payload LIKE '{"kind":"row","collection":"${collection}",%';`,
    )
    .join('\n')

const was = `(payload::jsonb -> 'row')`

/**
 * Offers, transfers, spam, merges, links, mentions and fields. What was *held* for second thoughts is *delayed* from now on:
 * a reply that is held is one that a teammate was faster than.
 */
export const conversationLifeMigration: Migration = {
  number: 10,
  name: 'conversation-life',
  sql: `
ALTER TABLE "directory" DROP CONSTRAINT "directory_kind_check";
ALTER TABLE "directory" ADD CONSTRAINT "directory_kind_check"
  CHECK ("kind" IN ('organisation', 'brand', 'site', 'team', 'queue', 'agent', 'skill', 'role', 'field'));
ALTER TABLE "directory"
  ADD COLUMN "reopens_to" text NOT NULL DEFAULT '' CHECK ("reopens_to" IN ('', 'assignee', 'queue')),
  ADD COLUMN "field" jsonb;
ALTER TABLE "directory" ALTER COLUMN "reopens_to" DROP DEFAULT;

ALTER TABLE "customer"
  ADD COLUMN "fields" jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN "merged_into_id" text CHECK (char_length("merged_into_id") <= 36);
ALTER TABLE "customer" ALTER COLUMN "fields" DROP DEFAULT;
CREATE INDEX "customer_merged_into_id" ON "customer" ("organisation_id", "merged_into_id");

ALTER TABLE "conversation" RENAME COLUMN "held_until_at" TO "delayed_until_at";
ALTER TABLE "conversation" DROP CONSTRAINT "conversation_status_check";
ALTER TABLE "conversation" ADD CONSTRAINT "conversation_status_check"
  CHECK ("status" IN ('open', 'snoozed', 'resolved', 'spam', 'merged'));
ALTER TABLE "conversation"
  ADD COLUMN "handover" jsonb,
  ADD COLUMN "offered_to_id" text CHECK (char_length("offered_to_id") <= 36),
  ADD COLUMN "offer_until_at" bigint NOT NULL DEFAULT 0,
  ADD COLUMN "before" jsonb,
  ADD COLUMN "merged_into_id" text CHECK (char_length("merged_into_id") <= 36),
  ADD COLUMN "merged_at_number" bigint NOT NULL DEFAULT 0,
  ADD COLUMN "target_before" jsonb,
  ADD COLUMN "linked_ids" jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN "fields" jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN "mentioned_ids" jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN "mention_state" text NOT NULL DEFAULT 'none' CHECK ("mention_state" IN ('none', 'open')),
  ADD COLUMN "last_answers" jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN "held_count" bigint NOT NULL DEFAULT 0;
ALTER TABLE "conversation"
  ALTER COLUMN "offer_until_at" DROP DEFAULT,
  ALTER COLUMN "merged_at_number" DROP DEFAULT,
  ALTER COLUMN "linked_ids" DROP DEFAULT,
  ALTER COLUMN "fields" DROP DEFAULT,
  ALTER COLUMN "mentioned_ids" DROP DEFAULT,
  ALTER COLUMN "mention_state" DROP DEFAULT,
  ALTER COLUMN "last_answers" DROP DEFAULT,
  ALTER COLUMN "held_count" DROP DEFAULT;
CREATE INDEX "conversation_queue_id_status_waiting_since_at_last_message_at"
  ON "conversation" ("organisation_id", "queue_id", "status", "waiting_since_at", "last_message_at");
CREATE INDEX "conversation_offered_to_id_last_message_at"
  ON "conversation" ("organisation_id", "offered_to_id", "last_message_at");
CREATE INDEX "conversation_mention_state_last_message_at"
  ON "conversation" ("organisation_id", "mention_state", "last_message_at");
CREATE INDEX "conversation_merged_into_id_last_message_at"
  ON "conversation" ("organisation_id", "merged_into_id", "last_message_at");
CREATE INDEX conversation_offered ON conversation (offer_until_at) WHERE offer_until_at > 0;

ALTER TABLE "timeline" DROP CONSTRAINT "timeline_delivery_state_check";
UPDATE "timeline" SET "delivery_state" = 'delayed' WHERE "delivery_state" = 'held';
ALTER TABLE "timeline" ADD CONSTRAINT "timeline_delivery_state_check" CHECK ("delivery_state" IN
  ('none', 'queued', 'sending', 'sent', 'delivered', 'read', 'delayed', 'held', 'failed', 'unknown', 'withdrawn'));
ALTER TABLE "timeline"
  ADD COLUMN "mentions" jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN "collided_with" jsonb;
ALTER TABLE "timeline" ALTER COLUMN "mentions" DROP DEFAULT;
UPDATE "timeline" SET "undo" = ("undo" - 'heldUntilAt')
    || jsonb_build_object('delayedUntilAt', "undo" -> 'heldUntilAt', 'lastAnswers', '[]'::jsonb)
  WHERE "undo" ? 'heldUntilAt';
ALTER INDEX timeline_held RENAME TO timeline_delayed;

-- Who answered last, and another who did: from now on replies are compared with that.
UPDATE "conversation" AS talk SET "last_answers" = answered.both_of_them FROM (
  SELECT conversation_id, jsonb_agg(jsonb_build_object('agentId', author_id, 'number', number) ORDER BY number DESC)
      FILTER (WHERE place <= 2) AS both_of_them
    FROM (SELECT conversation_id, author_id, number,
        row_number() OVER (PARTITION BY conversation_id ORDER BY number DESC) AS place
      FROM (SELECT conversation_id, author_id, max(number) AS number FROM "timeline"
          WHERE kind = 'message' AND author_kind = 'agent' AND delivery_state <> 'withdrawn'
          GROUP BY conversation_id, author_id) AS newest) AS placed
    GROUP BY conversation_id) AS answered
  WHERE answered.conversation_id = talk.id;

${rewritten('directory', `${was} || ${added.directory}`)}
${rewritten('customer', `${was} || ${added.customer}`)}
${rewritten(
  'conversation',
  `(${was} - 'heldUntilAt') || ${conversationAdded} || jsonb_build_object('delayedUntilAt', ${was} -> 'heldUntilAt')`,
)}
${rewritten(
  'timeline',
  `${was} || '{"mentions": [], "collidedWith": null}'::jsonb
    || CASE WHEN ${was} ->> 'deliveryState' = 'held' THEN '{"deliveryState": "delayed"}'::jsonb ELSE '{}'::jsonb END
    || CASE WHEN jsonb_typeof(${was} -> 'undo') = 'object' THEN jsonb_build_object('undo', (${was} -> 'undo') - 'heldUntilAt'
      || jsonb_build_object('delayedUntilAt', ${was} -> 'undo' -> 'heldUntilAt', 'lastAnswers', '[]'::jsonb))
      ELSE '{}'::jsonb END`,
)}
`,
}
