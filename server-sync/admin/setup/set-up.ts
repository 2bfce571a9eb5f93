import { advisoryLocks } from '../../db/advisory-locks.ts'
import { blankAgent } from '#shared/domain/directory/blank-agent.ts'
import type { Actor } from '#shared/domain/command.ts'
import type { AdminDoor } from '../admin-door.ts'
import type { Setup } from '../admin-schemas.ts'
import { operatorOf } from '../operator.ts'
import { runDirectoryCommands } from '../run-directory-commands.ts'
import { forgetSetupCodes, isSetupCode, needsSetup } from './setup-codes.ts'

export type SetUp =
  | { readonly ok: true; readonly agent: { readonly id: string; readonly organisationId: string } }
  | { readonly ok: false; readonly kind: string }

/** Undoes everything: another set-up was first. */
class SetupClosed extends Error {}

/** The first organisation, brand and admin, in one transaction. Whoever comes second finds the door closed. */
export async function setUp(door: AdminDoor, given: Setup): Promise<SetUp> {
  const { database, clock, nextId } = door
  // In this order: a set-up that ends in between takes the codes with it.
  const isCode = await isSetupCode(database, clock, given.code)
  if (!(await needsSetup(database))) return { ok: false, kind: 'setup/closed' }
  if (!isCode) return { ok: false, kind: 'setup/wrong-code' }
  const organisationId = nextId()
  const agent = { id: nextId(), organisationId, email: given.email.trim() }
  const actor: Actor = operatorOf(organisationId)
  const commands = [
    { type: 'organisation.add', args: { id: organisationId, name: given.organisation } },
    { type: 'brand.add', args: { id: nextId(), name: given.brand, languages: given.languages } },
    {
      type: 'agent.add',
      args: {
        ...blankAgent,
        id: agent.id,
        name: given.name,
        email: given.email,
        role: 'admin',
      },
    },
  ]
  try {
    const run = await runDirectoryCommands(door, actor, commands, async (db) => {
      await db.execute('SELECT pg_advisory_xact_lock($1)', [advisoryLocks.setup])
      const organisations = await db.query(`SELECT 1 FROM directory WHERE kind = 'organisation' LIMIT 2`)
      if (organisations.length !== 1) throw new SetupClosed('another set-up was first')
      await door.setPassword(db, agent, given.password, { isOwn: true })
      await forgetSetupCodes(db)
    })
    return run.ok ? { ok: true, agent } : { ok: false, kind: run.refusal.kind }
  } catch (error) {
    if (error instanceof SetupClosed) return { ok: false, kind: 'setup/closed' }
    throw error
  }
}
