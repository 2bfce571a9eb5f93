import type { Migration } from './migration.ts'

/** Who may come in and from where: devices, families of tokens, wrong tries, second factors, wipes, and the policy of desks. */
export const doorMigration: Migration = {
  number: 6,
  name: 'door',
  sql: `
CREATE TABLE device (
  organisation_id text NOT NULL,
  installation_id text NOT NULL,
  -- Raw Ed25519 in base64url. Empty after IT allowed the device again: the next sign-in binds one.
  public_key text NOT NULL,
  name text NOT NULL,
  platform text NOT NULL,
  key_store text NOT NULL,
  first_seen_at bigint NOT NULL,
  last_seen_at bigint NOT NULL,
  -- 0: may sign in.
  revoked_at bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (organisation_id, installation_id)
);

-- Sessions of before have no device key and cannot go on: they are kept as ended ones.
ALTER TABLE session DROP COLUMN token_hash;
ALTER TABLE session DROP COLUMN expires_at;
ALTER TABLE session ADD COLUMN id text NOT NULL DEFAULT gen_random_uuid()::text;
ALTER TABLE session ADD PRIMARY KEY (id);
ALTER TABLE session ADD COLUMN organisation_id text NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN installation_id text NOT NULL DEFAULT '';
UPDATE session SET organisation_id = replica.organisation_id, installation_id = replica.installation_id
  FROM replica WHERE replica.id = session.replica_id;
-- What all refresh tokens of a session share, hashed: an old one of them is told from one that never was.
ALTER TABLE session ADD COLUMN family_hash text NOT NULL DEFAULT gen_random_uuid()::text UNIQUE;
-- The refresh token in use, and the one handed out for it of which nothing was used yet. That one is sealed under the one in
-- use, so that whoever asks again gets it again, and only they.
ALTER TABLE session ADD COLUMN refresh_hash text NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN next_hash text;
ALTER TABLE session ADD COLUMN next_sealed text;
ALTER TABLE session ADD COLUMN last_used_at bigint NOT NULL DEFAULT 0;
UPDATE session SET last_used_at = made_at;
-- 0: it lives.
ALTER TABLE session ADD COLUMN ended_at bigint NOT NULL DEFAULT 0;
ALTER TABLE session ADD COLUMN end_reason text NOT NULL DEFAULT '';
UPDATE session SET ended_at = GREATEST(made_at, 1), end_reason = 'renewed-door';
ALTER TABLE session ALTER COLUMN id DROP DEFAULT, ALTER COLUMN organisation_id DROP DEFAULT,
  ALTER COLUMN installation_id DROP DEFAULT, ALTER COLUMN family_hash DROP DEFAULT,
  ALTER COLUMN refresh_hash DROP DEFAULT, ALTER COLUMN last_used_at DROP DEFAULT;
CREATE INDEX session_agent ON session (agent_id);
CREATE INDEX session_device ON session (organisation_id, installation_id);

CREATE TABLE access_token (
  -- SHA-256: who reads this table can sign in as nobody.
  token_hash text NOT NULL PRIMARY KEY,
  session_id text NOT NULL REFERENCES session (id) ON DELETE CASCADE,
  -- Of the refresh token of the same reply.
  refresh_hash text NOT NULL,
  expires_at bigint NOT NULL
);
CREATE INDEX access_token_session ON access_token (session_id, expires_at);

-- Wrong tries in a row, of people that exist and of people that do not.
CREATE TABLE sign_in_failure (
  account_hash text NOT NULL,
  -- A place from which this account has signed in before counts for itself; empty: everywhere else.
  place_hash text NOT NULL,
  failures integer NOT NULL,
  last_failed_at bigint NOT NULL,
  PRIMARY KEY (account_hash, place_hash)
);
CREATE INDEX sign_in_failure_old ON sign_in_failure (last_failed_at);
CREATE TABLE sign_in_place (
  agent_id text NOT NULL,
  place_hash text NOT NULL,
  last_used_at bigint NOT NULL,
  PRIMARY KEY (agent_id, place_hash)
);
-- While there are any, every check takes the effort of both kinds.
CREATE INDEX credential_scrypt ON credential (agent_id) WHERE secret LIKE 'scrypt$%';

CREATE TABLE second_factor (
  agent_id text NOT NULL PRIMARY KEY,
  -- TOTP secrets under the server's key. Empty: none; pending until a code of it has come.
  sealed text NOT NULL DEFAULT '',
  pending_sealed text NOT NULL DEFAULT '',
  -- The newest 30-second step of which a code was taken: it and those before it are never taken again.
  last_step bigint NOT NULL DEFAULT 0
);
CREATE TABLE recovery_code (
  agent_id text NOT NULL,
  code_hash text NOT NULL,
  PRIMARY KEY (agent_id, code_hash)
);

CREATE TABLE device_wipe (
  id text NOT NULL PRIMARY KEY,
  organisation_id text NOT NULL,
  installation_id text NOT NULL,
  -- Empty: everything on the device.
  agent_id text NOT NULL,
  asked_at bigint NOT NULL,
  withdrawn_at bigint NOT NULL DEFAULT 0,
  -- On the server's clock; 0: not yet.
  receipt_at bigint NOT NULL DEFAULT 0,
  -- As the desk said, whose clock may be wrong.
  wiped_at bigint NOT NULL DEFAULT 0,
  unsent bigint NOT NULL DEFAULT 0,
  destroyed jsonb NOT NULL DEFAULT '[]'
);
CREATE INDEX device_wipe_device ON device_wipe (organisation_id, installation_id);

CREATE TABLE desk_policy (
  organisation_id text NOT NULL PRIMARY KEY,
  idle_lock_minutes integer NOT NULL,
  offline_days integer NOT NULL,
  wipes_at_sign_out boolean NOT NULL,
  needs_second_factor boolean NOT NULL
);
`,
}
