import type { WritableDb } from '../db/database.ts'

interface Standing {
  readonly user: string
  readonly isSuperuser: boolean
  readonly mayMake: boolean
  readonly known: number
  readonly usable: number
}

const names = ['farline_actor', 'farline_server'] as const

/**
 * The two roles that statements run under. Roles belong to the whole cluster and to no backup, so they are looked for at
 * every start, not made once by a migration.
 * @returns what an administrator has to do, if this user cannot do it.
 */
export async function ensureRoles(db: WritableDb): Promise<string | undefined> {
  const [standing] = await db.query<Standing>(
    `SELECT current_user::text AS user, me.rolsuper AS "isSuperuser", me.rolsuper OR me.rolcreaterole AS "mayMake",
       (SELECT count(*) FROM pg_roles WHERE rolname = ANY ($1)) AS known,
       (SELECT count(*) FROM pg_roles WHERE rolname = ANY ($1) AND pg_has_role(current_user, oid, 'MEMBER')) AS usable
     FROM pg_roles AS me WHERE me.rolname = current_user`,
    [names],
  )
  if (!standing) throw new Error('the database does not know its own user')
  if (standing.usable === names.length) return undefined
  if (!standing.mayMake) return `let an administrator run: ${byHand(standing)}`
  for (const name of names) await db.script(make(name))
  if (!standing.isSuperuser) await db.script(`GRANT ${names.join(', ')} TO CURRENT_USER`)
  return undefined
}

/** Servers of other databases of this cluster may be making the same role at this moment. */
const make = (name: string) => `DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${name}') THEN CREATE ROLE ${name} NOLOGIN NOINHERIT; END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`

function byHand({ user, known }: Standing): string {
  const making = known === names.length ? [] : names.map((name) => `CREATE ROLE ${name} NOLOGIN;`)
  return [...making, `GRANT ${names.join(', ')} TO "${user}";`].join(' ')
}
