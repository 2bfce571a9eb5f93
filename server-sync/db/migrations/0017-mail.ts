import type { Migration } from './migration.ts'

/** E-mails to customers whose chat is closed. What is in them is read when they are sent, and stands nowhere else. */
export const mailMigration: Migration = {
  number: 17,
  name: 'mail',
  sql: `
CREATE TABLE mail (
  -- Also the left half of its Message-ID.
  id text NOT NULL PRIMARY KEY,
  organisation_id text NOT NULL,
  brand_id text NOT NULL,
  conversation_id text NOT NULL,
  address text NOT NULL,
  language text NOT NULL,
  -- 'unneeded': the customer came back to the chat before it was sent.
  state text NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'failed', 'unknown', 'unneeded')),
  attempts integer NOT NULL DEFAULT 0,
  -- When to try next.
  due_at bigint NOT NULL,
  -- Since when somebody has it in hand; 0: nobody has.
  begun_at bigint NOT NULL DEFAULT 0,
  -- The line of the conversation's timeline that tells what became of it, and whether it is there.
  entry_id text NOT NULL,
  is_told boolean NOT NULL DEFAULT false,
  created_at bigint NOT NULL
);
CREATE INDEX mail_due ON mail (due_at) WHERE state = 'waiting';
CREATE INDEX mail_in_hand ON mail (begun_at) WHERE state = 'sending';
CREATE INDEX mail_untold ON mail (created_at) WHERE NOT is_told AND state IN ('sent', 'failed', 'unknown');

-- Each message is in one e-mail at most.
CREATE TABLE mail_message (
  message_id text NOT NULL PRIMARY KEY,
  mail_id text NOT NULL REFERENCES mail (id)
);
CREATE INDEX mail_message_mail ON mail_message (mail_id);
CREATE INDEX delivery_queued ON delivery (queued_at) WHERE channel = 'chat';
`,
}
