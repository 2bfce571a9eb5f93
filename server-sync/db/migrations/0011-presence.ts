import type { Migration } from './migration.ts'

/**
 * Who can do what since when, which desks have a line, and what is given back of a desk that went dark. What is true for a
 * moment only (who looks at what) is in no table.
 */
export const presenceMigration: Migration = {
  number: 11,
  name: 'presence',
  sql: `
ALTER TABLE "directory" DROP CONSTRAINT "directory_kind_check";
ALTER TABLE "directory" ADD CONSTRAINT "directory_kind_check"
  CHECK ("kind" IN ('organisation', 'brand', 'site', 'team', 'queue', 'agent', 'skill', 'role', 'field', 'away-reason'));

ALTER TABLE desk_policy ADD COLUMN idle_away_minutes integer NOT NULL DEFAULT 5;
ALTER TABLE desk_policy ADD COLUMN dark_after_minutes integer NOT NULL DEFAULT 5;

-- The history of every agent: each row until the next one's beginning.
CREATE TABLE presence (
  organisation_id text NOT NULL,
  agent_id text NOT NULL,
  -- By the server's clock.
  since_at bigint NOT NULL,
  -- 0: it is so now.
  until_at bigint NOT NULL DEFAULT 0,
  state text NOT NULL CHECK (state IN ('available', 'busy', 'wrap-up', 'away', 'offline')),
  -- In the directory; empty without.
  reason_id text NOT NULL,
  cause text NOT NULL CHECK (cause IN ('chosen', 'next', 'idle', 'locked', 'signed-out', 'dark')),
  -- What was chosen for after the conversation, as JSON; null without.
  next jsonb,
  PRIMARY KEY (agent_id, since_at)
);
CREATE UNIQUE INDEX presence_now ON presence (agent_id) WHERE until_at = 0;
CREATE INDEX presence_organisation ON presence (organisation_id, since_at);

-- One row for each desk that has a line, or had one and did not sign out.
CREATE TABLE desk_line (
  replica_id text NOT NULL PRIMARY KEY,
  organisation_id text NOT NULL,
  agent_id text NOT NULL,
  session_id text NOT NULL,
  -- Which node has the line.
  node_id text NOT NULL,
  -- 0: the line is there.
  lost_at bigint NOT NULL DEFAULT 0,
  -- Since when it counts as dark; 0: it does not.
  dark_at bigint NOT NULL DEFAULT 0,
  -- What was given back from here on its agent has not been told yet; 0: there is nothing.
  told_from bigint NOT NULL DEFAULT 0,
  -- The presence that this desk said last, as its frame; null before that.
  said jsonb,
  said_at bigint NOT NULL DEFAULT 0
);
CREATE INDEX desk_line_agent ON desk_line (agent_id);

-- The nodes of this server, and the one that looks for dark desks: a node that has not been seen for a while has died.
CREATE TABLE server_node (
  id text NOT NULL PRIMARY KEY,
  seen_at bigint NOT NULL
);

CREATE INDEX timeline_given_back ON timeline ((event ->> 'subjectId'), created_at) WHERE event ->> 'type' = 'given-back';
`,
}
