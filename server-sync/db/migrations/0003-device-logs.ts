import type { Migration } from './migration.ts'

/** A desk may begin a new log: how far commands are decided is kept for each of its logs, and refusals with all they say. */
export const deviceLogsMigration: Migration = {
  number: 3,
  name: 'device-logs',
  sql: `
CREATE TABLE device_log (
  replica_id text NOT NULL REFERENCES replica (id),
  log_id text NOT NULL,
  device_seq bigint NOT NULL,
  PRIMARY KEY (replica_id, log_id)
);
INSERT INTO device_log (replica_id, log_id, device_seq) SELECT id, log_id, device_seq FROM replica WHERE log_id <> '';
ALTER TABLE replica DROP COLUMN device_seq;

ALTER TABLE device_command ADD COLUMN log_id text NOT NULL DEFAULT '';
UPDATE device_command SET log_id = replica.log_id FROM replica WHERE replica.id = device_command.replica_id;
ALTER TABLE device_command ALTER COLUMN log_id DROP DEFAULT;
ALTER TABLE device_command DROP CONSTRAINT device_command_pkey;
ALTER TABLE device_command ADD PRIMARY KEY (replica_id, log_id, device_seq);
-- A command that comes again in another log of its desk is not done again.
CREATE INDEX device_command_id ON device_command (replica_id, command_id);
CREATE INDEX device_command_refused ON device_command (replica_id, log_id, device_seq) WHERE refusal IS NOT NULL;
-- Until now only the kind was kept.
ALTER TABLE device_command ALTER COLUMN refusal TYPE jsonb
  USING CASE WHEN refusal IS NULL THEN NULL ELSE jsonb_build_object('kind', refusal, 'retryable', false) END;
`,
}
