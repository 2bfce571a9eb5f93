import type { Migration } from './migration.ts'

/** Written by shared/schema/to-sql.ts and frozen: an entity that changes needs a new migration, never another text here. */
export const entitiesMigration: Migration = {
  number: 1,
  name: 'entities',
  sql: `
CREATE TABLE "directory" (
  "id" text NOT NULL PRIMARY KEY CHECK (char_length("id") <= 36),
  "organisation_id" text NOT NULL CHECK (char_length("organisation_id") <= 36),
  "brand_id" text NOT NULL CHECK (char_length("brand_id") <= 36),
  "rev" bigint NOT NULL,
  "kind" text NOT NULL CHECK ("kind" IN ('organisation', 'brand', 'site', 'team', 'queue', 'agent')),
  "name" text NOT NULL CHECK (char_length("name") <= 120),
  "parent_id" text NOT NULL CHECK (char_length("parent_id") <= 36),
  "email" text NOT NULL CHECK (char_length("email") <= 200),
  "role" text NOT NULL CHECK ("role" IN ('', 'agent', 'lead', 'admin')),
  "languages" jsonb NOT NULL,
  "brand_ids" jsonb NOT NULL,
  "time_zone" text NOT NULL CHECK (char_length("time_zone") <= 60)
);
CREATE INDEX "directory_kind" ON "directory" ("organisation_id", "kind");

CREATE TABLE "conversation" (
  "id" text NOT NULL PRIMARY KEY CHECK (char_length("id") <= 36),
  "organisation_id" text NOT NULL CHECK (char_length("organisation_id") <= 36),
  "brand_id" text NOT NULL CHECK (char_length("brand_id") <= 36),
  "rev" bigint NOT NULL,
  "customer_id" text NOT NULL CHECK (char_length("customer_id") <= 36),
  "queue_id" text NOT NULL CHECK (char_length("queue_id") <= 36),
  "assignee_id" text CHECK (char_length("assignee_id") <= 36),
  "channel" text NOT NULL CHECK ("channel" IN ('chat', 'email', 'whatsapp', 'messenger', 'instagram', 'sms', 'phone')),
  "subject" text NOT NULL CHECK (char_length("subject") <= 200),
  "status" text NOT NULL CHECK ("status" IN ('open', 'snoozed', 'resolved')),
  "snoozed_until_at" bigint NOT NULL,
  "priority" text NOT NULL CHECK ("priority" IN ('low', 'normal', 'high', 'urgent')),
  "language" text NOT NULL CHECK (char_length("language") <= 35),
  "tags" jsonb NOT NULL,
  "last_number" bigint NOT NULL,
  "last_message_at" bigint NOT NULL,
  "last_message_by" text NOT NULL CHECK ("last_message_by" IN ('customer', 'agent', 'bot', 'nobody')),
  "snippet" text NOT NULL CHECK (char_length("snippet") <= 160),
  "waiting_since_at" bigint NOT NULL,
  "unread_count" bigint NOT NULL,
  "held_until_at" bigint NOT NULL,
  "opened_at" bigint NOT NULL,
  "resolved_at" bigint NOT NULL
);
CREATE INDEX "conversation_status_waiting_since_at_last_message_at" ON "conversation" ("organisation_id", "status", "waiting_since_at", "last_message_at");
CREATE INDEX "conversation_status_last_message_at" ON "conversation" ("organisation_id", "status", "last_message_at");
CREATE INDEX "conversation_assignee_id_status_waiting_since_at_last_message_a" ON "conversation" ("organisation_id", "assignee_id", "status", "waiting_since_at", "last_message_at");
CREATE INDEX "conversation_assignee_id_status_last_message_at" ON "conversation" ("organisation_id", "assignee_id", "status", "last_message_at");
CREATE INDEX "conversation_customer_id_last_message_at" ON "conversation" ("organisation_id", "customer_id", "last_message_at");

CREATE TABLE "customer" (
  "id" text NOT NULL PRIMARY KEY CHECK (char_length("id") <= 36),
  "organisation_id" text NOT NULL CHECK (char_length("organisation_id") <= 36),
  "brand_id" text NOT NULL CHECK (char_length("brand_id") <= 36),
  "rev" bigint NOT NULL,
  "name" text NOT NULL CHECK (char_length("name") <= 120),
  "email" text NOT NULL CHECK (char_length("email") <= 200),
  "phone" text NOT NULL CHECK (char_length("phone") <= 40),
  "language" text NOT NULL CHECK (char_length("language") <= 35),
  "country" text NOT NULL CHECK (char_length("country") <= 2),
  "city" text NOT NULL CHECK (char_length("city") <= 80),
  "time_zone" text NOT NULL CHECK (char_length("time_zone") <= 60),
  "tier" text NOT NULL CHECK ("tier" IN ('standard', 'silver', 'gold', 'vip')),
  "identities" jsonb NOT NULL,
  "about" text NOT NULL CHECK (char_length("about") <= 2000),
  "customer_since_at" bigint NOT NULL,
  "order_count" bigint NOT NULL,
  "spent_minor" bigint NOT NULL,
  "currency" text NOT NULL CHECK (char_length("currency") <= 3)
);
CREATE INDEX "customer_brand_id" ON "customer" ("organisation_id", "brand_id");

CREATE TABLE "timeline" (
  "id" text NOT NULL PRIMARY KEY CHECK (char_length("id") <= 36),
  "organisation_id" text NOT NULL CHECK (char_length("organisation_id") <= 36),
  "brand_id" text NOT NULL CHECK (char_length("brand_id") <= 36),
  "rev" bigint NOT NULL,
  "conversation_id" text NOT NULL CHECK (char_length("conversation_id") <= 36),
  "number" bigint NOT NULL,
  "kind" text NOT NULL CHECK ("kind" IN ('message', 'note', 'event')),
  "author_kind" text NOT NULL CHECK ("author_kind" IN ('customer', 'agent', 'bot', 'system')),
  "author_id" text NOT NULL CHECK (char_length("author_id") <= 36),
  "text" text NOT NULL CHECK (char_length("text") <= 8000),
  "language" text NOT NULL CHECK (char_length("language") <= 35),
  "event" jsonb,
  "delivery_state" text NOT NULL CHECK ("delivery_state" IN ('none', 'queued', 'sending', 'sent', 'delivered', 'read', 'held', 'failed', 'unknown', 'withdrawn')),
  "due_at" bigint NOT NULL,
  "undo" jsonb,
  "created_at" bigint NOT NULL
);
CREATE INDEX "timeline_conversation_id_number" ON "timeline" ("organisation_id", "conversation_id", "number");

CREATE TABLE "order" (
  "id" text NOT NULL PRIMARY KEY CHECK (char_length("id") <= 36),
  "organisation_id" text NOT NULL CHECK (char_length("organisation_id") <= 36),
  "brand_id" text NOT NULL CHECK (char_length("brand_id") <= 36),
  "rev" bigint NOT NULL,
  "customer_id" text NOT NULL CHECK (char_length("customer_id") <= 36),
  "reference" text NOT NULL CHECK (char_length("reference") <= 40),
  "status" text NOT NULL CHECK ("status" IN ('placed', 'paid', 'packed', 'shipped', 'delivered', 'returned', 'refunded', 'cancelled')),
  "placed_at" bigint NOT NULL,
  "expected_at" bigint NOT NULL,
  "currency" text NOT NULL CHECK (char_length("currency") <= 3),
  "total_minor" bigint NOT NULL,
  "lines" jsonb NOT NULL,
  "carrier" text NOT NULL CHECK (char_length("carrier") <= 60),
  "tracking_number" text NOT NULL CHECK (char_length("tracking_number") <= 60)
);
CREATE INDEX "order_customer_id_placed_at" ON "order" ("organisation_id", "customer_id", "placed_at");

CREATE TABLE "knowledge" (
  "id" text NOT NULL PRIMARY KEY CHECK (char_length("id") <= 36),
  "organisation_id" text NOT NULL CHECK (char_length("organisation_id") <= 36),
  "brand_id" text NOT NULL CHECK (char_length("brand_id") <= 36),
  "rev" bigint NOT NULL,
  "article_id" text NOT NULL CHECK (char_length("article_id") <= 36),
  "kind" text NOT NULL CHECK ("kind" IN ('article', 'macro')),
  "language" text NOT NULL CHECK (char_length("language") <= 35),
  "title" text NOT NULL CHECK (char_length("title") <= 200),
  "body" text NOT NULL CHECK (char_length("body") <= 20000),
  "topic" text NOT NULL CHECK (char_length("topic") <= 40),
  "updated_at" bigint NOT NULL
);
CREATE INDEX "knowledge_kind_language" ON "knowledge" ("organisation_id", "kind", "language");

CREATE TABLE "language" (
  "id" text NOT NULL PRIMARY KEY CHECK (char_length("id") <= 36),
  "organisation_id" text NOT NULL CHECK (char_length("organisation_id") <= 36),
  "brand_id" text NOT NULL CHECK (char_length("brand_id") <= 36),
  "rev" bigint NOT NULL,
  "kind" text NOT NULL CHECK ("kind" IN ('term')),
  "source_language" text NOT NULL CHECK (char_length("source_language") <= 35),
  "target_language" text NOT NULL CHECK (char_length("target_language") <= 35),
  "source" text NOT NULL CHECK (char_length("source") <= 200),
  "target" text NOT NULL CHECK (char_length("target") <= 200),
  "note" text NOT NULL CHECK (char_length("note") <= 500)
);
CREATE INDEX "language_source_language_target_language" ON "language" ("organisation_id", "source_language", "target_language");
`,
}
