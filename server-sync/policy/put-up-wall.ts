import type { WritableDb } from '../db/database.ts'
import { policies } from './policies.ts'
import { type RowPolicy, rowPolicies } from './row-security.ts'
import type { Sentence } from './sentence.ts'

interface Standing {
  readonly table: string
  readonly isForced: boolean
  readonly policies: readonly string[]
  readonly grants: readonly string[]
}

const roles = ['farline_actor', 'farline_server'] as const

/**
 * Makes the database keep to the policies of this build. What stands already is left alone, so that a node that starts does
 * not hold up the others: only a table whose policies or grants differ is locked, for a moment.
 * A table without a sentence stays closed to everybody but its owner.
 * @returns the tables that were changed
 */
export async function putUpWall(db: WritableDb, sentences: readonly Sentence[] = policies): Promise<readonly string[]> {
  const wanted = rowPolicies(sentences)
  const changed: string[] = []
  for (const standing of await standingWall(db)) {
    const own = wanted.filter(({ table }) => table === standing.table)
    if (isAsWanted(standing, own)) continue
    await db.script(rebuild(standing, own))
    changed.push(standing.table)
  }
  await db.script(`GRANT USAGE ON SCHEMA public TO ${roles.join(', ')};
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${roles.join(', ')};
    GRANT EXECUTE ON FUNCTION append_audit TO ${roles.join(', ')}`)
  return changed
}

function standingWall(db: WritableDb): Promise<readonly Standing[]> {
  return db.query<Standing>(
    `SELECT relname AS "table", relrowsecurity AND relforcerowsecurity AS "isForced",
       ARRAY(SELECT polname::text FROM pg_policy WHERE polrelid = pg_class.oid ORDER BY 1) AS policies,
       ARRAY(SELECT grantee::regrole || ' ' || privilege_type FROM aclexplode(relacl)
             WHERE grantee IN (SELECT oid FROM pg_roles WHERE rolname = ANY ($1)) ORDER BY 1) AS grants
     FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY relname`,
    [roles],
  )
}

function isAsWanted(standing: Standing, own: readonly RowPolicy[]): boolean {
  const same = (left: readonly string[], right: readonly string[]) =>
    left.toSorted().join('\n') === right.toSorted().join('\n')
  return (
    standing.isForced &&
    same(
      standing.policies,
      own.map(({ name }) => name),
    ) &&
    same(
      standing.grants,
      own.map(({ role, privilege }) => `${role} ${privilege}`),
    )
  )
}

function rebuild({ table, policies: old }: Standing, own: readonly RowPolicy[]): string {
  return [
    `ALTER TABLE "${table}" ENABLE ROW LEVEL SECURITY`,
    `ALTER TABLE "${table}" FORCE ROW LEVEL SECURITY`,
    ...old.map((name) => `DROP POLICY "${name.replaceAll('"', '""')}" ON "${table}"`),
    `REVOKE ALL ON "${table}" FROM PUBLIC, ${roles.join(', ')}`,
    ...own.flatMap(({ role, privilege, create }) => [`GRANT ${privilege} ON "${table}" TO ${role}`, create]),
  ].join(';\n')
}
