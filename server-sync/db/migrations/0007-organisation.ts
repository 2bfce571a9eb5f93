import type { Migration } from './migration.ts'

/** The directory learns of skills, of roles that an organisation makes for itself, and of agents who left. */
export const organisationMigration: Migration = {
  number: 7,
  name: 'organisation',
  sql: `
ALTER TABLE "directory" DROP CONSTRAINT "directory_kind_check";
ALTER TABLE "directory" ADD CONSTRAINT "directory_kind_check"
  CHECK ("kind" IN ('organisation', 'brand', 'site', 'team', 'queue', 'agent', 'skill', 'role'));
ALTER TABLE "directory"
  ADD COLUMN "skill_ids" jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN "role_id" text NOT NULL DEFAULT '' CHECK (char_length("role_id") <= 36),
  ADD COLUMN "rights" jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN "is_active" boolean NOT NULL DEFAULT true;
ALTER TABLE "directory"
  ALTER COLUMN "skill_ids" DROP DEFAULT,
  ALTER COLUMN "role_id" DROP DEFAULT,
  ALTER COLUMN "rights" DROP DEFAULT,
  ALTER COLUMN "is_active" DROP DEFAULT;

-- Desks that catch up read the feed of before with the entity of now.
UPDATE feed SET payload = jsonb_set(payload::jsonb, '{row}',
    (payload::jsonb -> 'row') || '{"skillIds": [], "roleId": "", "rights": [], "isActive": true}')::text
  WHERE payload LIKE '{"kind":"row","collection":"directory",%';
UPDATE outbox SET payload = jsonb_set(payload::jsonb, '{row}',
    (payload::jsonb -> 'row') || '{"skillIds": [], "roleId": "", "rights": [], "isActive": true}')::text
  WHERE payload LIKE '{"kind":"row","collection":"directory",%';

-- Whoever gets another address signs in with it from the same moment on, however the change came.
CREATE FUNCTION follow_agent_email() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  part_was text := coalesce(current_setting('farline.part', true), '');
BEGIN
  -- An owner who is no superuser is kept to the policies as well.
  PERFORM set_config('farline.part', 'operator', true);
  UPDATE credential SET email = lower(NEW.email) WHERE agent_id = NEW.id;
  PERFORM set_config('farline.part', part_was, true);
  RETURN NULL;
END $$;
CREATE TRIGGER agent_email AFTER UPDATE OF email ON "directory"
  FOR EACH ROW WHEN (NEW.kind = 'agent' AND OLD.email IS DISTINCT FROM NEW.email) EXECUTE FUNCTION follow_agent_email();

-- A server whose directory is empty is set up once, by whoever knows a code that it printed. Only hashes are here.
CREATE TABLE setup_code (
  code_hash text NOT NULL PRIMARY KEY,
  made_at bigint NOT NULL
);

CREATE TABLE admin_session (
  -- SHA-256 of the cookie: who reads this table can pose as nobody.
  token_hash text NOT NULL PRIMARY KEY,
  agent_id text NOT NULL,
  organisation_id text NOT NULL,
  made_at bigint NOT NULL,
  last_used_at bigint NOT NULL
);
CREATE INDEX admin_session_agent ON admin_session (agent_id);
`,
}
