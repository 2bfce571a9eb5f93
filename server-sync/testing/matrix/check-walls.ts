import type { Database } from '../../db/database.ts'
import { type FirstWall, firstWall } from '../../policy/may.ts'
import type { Sentence, Verb } from '../../policy/sentence.ts'
import { verbs } from '../../policy/sentence.ts'
import { type MatrixAsker, matrixAskers } from './askers.ts'
import { isGranted } from './granted.ts'
import { type Specimen, storeSpecimens } from './specimens.ts'

/** What was asked, and where a wall answered otherwise than granted.ts says. */
export interface Verdict {
  readonly asked: number
  readonly granted: number
  readonly wronglyAllowed: readonly string[]
  readonly wronglyDenied: readonly string[]
}

interface Question {
  readonly asker: MatrixAsker
  readonly verb: Verb
  readonly specimen: Specimen
}

/**
 * Each statement is tried and undone. Row security answers before keys are looked at: whoever met a key was let through.
 * A table that is closed to a role as a whole is not tried with every row of it.
 */
const tryOut = `CREATE OR REPLACE FUNCTION try_out(statements text[]) RETURNS boolean[] LANGUAGE plpgsql AS $$
DECLARE
  statement text;
  touched integer;
  is_closed boolean := false;
  answers boolean[] := '{}';
BEGIN
  FOREACH statement IN ARRAY statements LOOP
    BEGIN
      IF NOT is_closed THEN
        EXECUTE statement;
        GET DIAGNOSTICS touched = ROW_COUNT;
        RAISE EXCEPTION USING ERRCODE = 'FL000', MESSAGE = touched::text;
      END IF;
      answers := answers || false;
    EXCEPTION
      WHEN insufficient_privilege THEN
        is_closed := SQLERRM LIKE 'permission denied for table %';
        answers := answers || false;
      WHEN unique_violation OR foreign_key_violation THEN answers := answers || true;
      WHEN SQLSTATE 'FL000' THEN answers := answers || (SQLERRM::integer > 0);
    END;
  END LOOP;
  RETURN answers;
END $$`

export async function storeMatrix(database: Database): Promise<readonly Specimen[]> {
  return database.transaction(async (db) => {
    await db.script(tryOut)
    return storeSpecimens(db)
  }, 'owner')
}

export function checkFirstWall(specimens: readonly Specimen[], sentences: readonly Sentence[]): Verdict {
  const wall: FirstWall = firstWall(sentences)
  return judge(
    questionsOn(specimens).map((question) => {
      const { asker, verb, specimen } = question
      return [question, wall.may(asker.asker, verb, specimen.table, specimen.facts)] as const
    }),
  )
}

export async function checkSecondWall(database: Database, specimens: readonly Specimen[]): Promise<Verdict> {
  const answered: (readonly [Question, boolean])[] = []
  for (const questions of Map.groupBy(questionsOn(specimens), groupOf).values()) {
    const [row] = await database.query<{ answers: readonly boolean[] }>(
      'SELECT try_out($1::text[]) AS answers',
      [questions.map(statementOf)],
      questions[0]?.asker.scope,
    )
    answered.push(...questions.map((question, index) => [question, row?.answers[index] ?? false] as const))
  }
  return judge(answered)
}

const groupOf = ({ asker, verb, specimen }: Question) => `${asker.name} ${verb} ${specimen.table}`

const questionsOn = (specimens: readonly Specimen[]): readonly Question[] =>
  matrixAskers.flatMap((asker) =>
    verbs.flatMap((verb) =>
      specimens
        .filter(({ ctid }) => verb === 'add' || ctid !== '')
        .map((specimen): Question => ({ asker, verb, specimen })),
    ),
  )

function statementOf({ verb, specimen: { table, ctid, insert, column } }: Question): string {
  switch (verb) {
    case 'see':
      return `SELECT FROM "${table}" WHERE ctid = '${ctid}'`
    case 'add':
      return insert
    case 'change':
      return `UPDATE "${table}" SET ${column} = ${column} WHERE ctid = '${ctid}'`
    case 'remove':
      return `DELETE FROM "${table}" WHERE ctid = '${ctid}'`
  }
}

function judge(answered: readonly (readonly [Question, boolean])[]): Verdict {
  const wronglyAllowed: string[] = []
  const wronglyDenied: string[] = []
  let granted = 0
  for (const [{ asker, verb, specimen }, isAllowed] of answered) {
    const isRight = isGranted(asker, verb, specimen.table, specimen.place)
    if (isRight) granted += 1
    if (isRight === isAllowed) continue
    const { organisation, brand, desk, whose, about } = specimen.place
    const where = Object.entries({ organisation, brand, desk, whose, about })
      .flatMap(([name, value]) => (value === 'none' || value === null ? [] : [`${name} ${value}`]))
      .join(', ')
    const list = isAllowed ? wronglyAllowed : wronglyDenied
    list.push(`${asker.name} may ${verb} ${specimen.table} (${where})`)
  }
  return { asked: answered.length, granted, wronglyAllowed, wronglyDenied }
}
