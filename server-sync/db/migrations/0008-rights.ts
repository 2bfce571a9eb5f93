import type { Migration } from './migration.ts'

/**
 * What the rights need of the database: entries of the feed say which collection they tell of, and what somebody did with
 * other people's data is recorded for good. Roles and policies are no migration: see policy/put-up-wall.ts.
 */
export const rightsMigration: Migration = {
  number: 8,
  name: 'rights',
  sql: `
-- Null for what tells of no row.
ALTER TABLE outbox ADD COLUMN collection text;
UPDATE outbox SET collection = substring(payload from '^[{]"kind":"row","collection":"([a-z]+)"');
ALTER TABLE feed ADD COLUMN collection text;
UPDATE feed SET collection = substring(payload from '^[{]"kind":"row","collection":"([a-z]+)"');

-- A chain for each organisation: each entry holds the hash of the one before it.
CREATE TABLE audit (
  organisation_id text NOT NULL,
  -- 1, 2, 3 … without gaps.
  number bigint NOT NULL,
  at bigint NOT NULL,
  actor_kind text NOT NULL,
  actor_id text NOT NULL,
  verb text NOT NULL,
  subject_id text NOT NULL,
  -- JSON as text: its very bytes are hashed.
  detail text NOT NULL,
  previous_hash text NOT NULL,
  -- SHA-256 in hex over all of the above: see audit/entry-hash.ts.
  hash text NOT NULL,
  PRIMARY KEY (organisation_id, number)
);

-- Whether somebody's reading of it was recorded within the hour.
CREATE INDEX audit_read ON audit (organisation_id, actor_id, at) WHERE verb = 'audit.read';

CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();

-- The only way into the chain for those who act. One at a time in an organisation, from here until its transaction ends.
CREATE FUNCTION append_audit(
  organisation text, instant bigint, kind text, actor text, verb_name text, subject text, detail_text text
) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  last_number bigint := 0;
  last_hash text := '';
  part text;
  hashed text := '';
  part_was text := coalesce(current_setting('farline.part', true), '');
BEGIN
  -- Whoever acts writes of themselves, and into their own organisation's chain.
  IF current_setting('role') = 'farline_actor' AND (
    organisation IS DISTINCT FROM current_setting('farline.organisation', true)
    OR kind IS DISTINCT FROM current_setting('farline.kind', true)
    OR actor IS DISTINCT FROM current_setting('farline.id', true)) THEN
    RAISE EXCEPTION 'an entry about somebody else' USING ERRCODE = 'insufficient_privilege';
  END IF;
  -- An owner who is no superuser is kept to the policies as well.
  PERFORM set_config('farline.part', 'operator', true);
  PERFORM pg_advisory_xact_lock(4180008, hashtext(organisation));
  -- A statement of its own, begun after the lock: it sees what the one before has committed.
  SELECT number, hash INTO last_number, last_hash FROM public.audit
    WHERE organisation_id = organisation ORDER BY number DESC LIMIT 1;
  last_number := coalesce(last_number, 0) + 1;
  last_hash := coalesce(last_hash, '');
  FOREACH part IN ARRAY ARRAY[
    organisation, last_number::text, instant::text, kind, actor, verb_name, subject, detail_text, last_hash] LOOP
    hashed := hashed || octet_length(convert_to(part, 'UTF8')) || ':' || part;
  END LOOP;
  INSERT INTO public.audit VALUES (organisation, last_number, instant, kind, actor, verb_name, subject, detail_text, last_hash,
    encode(sha256(convert_to(hashed, 'UTF8')), 'hex'));
  PERFORM set_config('farline.part', part_was, true);
  RETURN last_number;
END $$;
REVOKE ALL ON FUNCTION append_audit FROM PUBLIC;

-- For policies: whether the asker sees a conversation, which is asked under their own policies. As a part of the policy it would
-- be planned with every statement, also of those whom it does not concern.
CREATE FUNCTION sees_conversation(wanted text, customer text DEFAULT NULL) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN EXISTS (SELECT FROM public.conversation
    WHERE conversation.id = wanted AND (customer IS NULL OR conversation.customer_id = customer));
END $$;
`,
}
