import type { Migration } from './migration.ts'

/** What the server keeps beside the rows: the feed, who is signed in, how far each desk is, what is to be delivered. */
export const serverMigration: Migration = {
  number: 2,
  name: 'server',
  sql: `
-- Two entries of one conversation never share a number.
CREATE UNIQUE INDEX "timeline_number" ON "timeline" ("conversation_id", "number");

-- One row. A restored database gets another epoch, and every replica starts anew.
CREATE TABLE feed_head (
  only_one boolean NOT NULL DEFAULT true PRIMARY KEY CHECK (only_one),
  epoch text NOT NULL,
  head bigint NOT NULL DEFAULT 0,
  -- Entries up to here are gone: whoever stands before it takes a snapshot.
  floor bigint NOT NULL DEFAULT 0
);
INSERT INTO feed_head (epoch) VALUES (gen_random_uuid()::text);

-- Taken after a transaction has its row locks, so that of two that touch one row the later has the higher number.
CREATE SEQUENCE outbox_txn;
CREATE TABLE outbox (
  txn bigint NOT NULL,
  position integer NOT NULL,
  organisation_id text NOT NULL,
  brand_id text NOT NULL,
  -- Set for what concerns one replica alone.
  replica_id text,
  -- A feed entry without its seq, as JSON text: it is handed on and never looked into.
  payload text NOT NULL,
  PRIMARY KEY (txn, position)
);
CREATE TABLE feed (
  seq bigint NOT NULL PRIMARY KEY,
  ends_transaction boolean NOT NULL,
  organisation_id text NOT NULL,
  brand_id text NOT NULL,
  replica_id text,
  payload text NOT NULL
);

CREATE TABLE replica (
  id text NOT NULL PRIMARY KEY,
  organisation_id text NOT NULL,
  agent_id text NOT NULL,
  installation_id text NOT NULL,
  -- The log that has decided commands; empty before the first.
  log_id text NOT NULL DEFAULT '',
  device_seq bigint NOT NULL DEFAULT 0,
  made_at bigint NOT NULL,
  UNIQUE (agent_id, installation_id)
);
CREATE TABLE device_command (
  replica_id text NOT NULL REFERENCES replica (id),
  device_seq bigint NOT NULL,
  command_id text NOT NULL,
  -- The kind of the refusal; null for what was applied.
  refusal text,
  decided_at bigint NOT NULL,
  PRIMARY KEY (replica_id, device_seq)
);

CREATE TABLE delivery (
  message_id text NOT NULL PRIMARY KEY,
  organisation_id text NOT NULL,
  conversation_id text NOT NULL,
  channel text NOT NULL,
  queued_at bigint NOT NULL,
  -- Whoever claimed it has until then; 0: nobody has.
  claimed_until_at bigint NOT NULL DEFAULT 0,
  attempts integer NOT NULL DEFAULT 0
);
CREATE INDEX delivery_conversation ON delivery (channel, conversation_id);

CREATE TABLE credential (
  agent_id text NOT NULL PRIMARY KEY,
  organisation_id text NOT NULL,
  -- Lower case.
  email text NOT NULL UNIQUE,
  -- scrypt with its parameters, salt and key, as text: see auth/password.ts.
  secret text NOT NULL,
  changed_at bigint NOT NULL
);
CREATE TABLE session (
  -- SHA-256 of the token: who reads this table can sign in as nobody.
  token_hash text NOT NULL PRIMARY KEY,
  agent_id text NOT NULL,
  replica_id text NOT NULL REFERENCES replica (id),
  made_at bigint NOT NULL,
  expires_at bigint NOT NULL
);
CREATE INDEX session_expires ON session (expires_at);

-- Keys that this server made for itself, such as the one that signs visitors' tokens.
CREATE TABLE server_key (
  name text NOT NULL PRIMARY KEY,
  value text NOT NULL
);
`,
}
