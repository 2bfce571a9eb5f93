import type { Migration } from './migration.ts'

/** The files that messages carry. Their bytes lie in the content store (files/content-store.ts), never in the database. */
export const filesMigration: Migration = {
  number: 14,
  name: 'files',
  sql: `
-- One row from the first byte on. How much of it is here is the size of the file in the store, and stands nowhere else.
CREATE TABLE file (
  id text NOT NULL PRIMARY KEY CHECK (char_length(id) <= 36),
  organisation_id text NOT NULL,
  -- Of a visitor who has not said a word yet there is no conversation of this id.
  conversation_id text NOT NULL,
  uploaded_by_kind text NOT NULL CHECK (uploaded_by_kind IN ('customer', 'agent')),
  uploaded_by text NOT NULL,
  name text NOT NULL CHECK (char_length(name) <= 120),
  bytes bigint NOT NULL,
  -- What its bytes are, and their SHA-256 in hex; both null until it is whole and was found to be what it says.
  media_type text,
  sha256 text,
  -- Why it was not taken; then nothing of it is kept.
  refusal text,
  -- The message that carries it.
  message_id text,
  created_at bigint NOT NULL,
  -- Until then it has to be whole and sent. 0: a message carries it.
  expires_at bigint NOT NULL
);
CREATE INDEX file_conversation ON file (conversation_id, created_at);
CREATE INDEX file_content ON file (sha256);
CREATE INDEX file_expires ON file (expires_at) WHERE expires_at > 0;
`,
}
