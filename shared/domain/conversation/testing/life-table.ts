import { type DeedName, type Role, type State, deedNames, roleNames, stateNames } from './life.ts'

/** What comes of one command in one state by one role, as the table in SPEC.md says it. */
export interface LifeCell {
  readonly deed: DeedName
  readonly role: Role
  readonly state: State
  readonly outcome: string
}

/** @param document the text of SPEC.md */
export function readLifeTable(document: string): readonly LifeCell[] {
  const lines = document.split('\n').filter((line) => line.startsWith('|'))
  const rows = lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
  const from = rows.findIndex(([first]) => first === 'Command')
  const [, , ...columns] = rows[from] ?? []
  if (columns.join() !== stateNames.join()) throw new Error('the columns are not the states')
  return rows.slice(from + 2).flatMap(([deed = '', who = '', ...outcomes]) =>
    who.split(', ').flatMap((role) =>
      stateNames.map((state, index) => ({
        deed: known(deed, deedNames),
        role: known(role, roleNames),
        state,
        outcome: outcomes[index] ?? '',
      })),
    ),
  )
}

function known<Name extends string>(name: string, names: readonly Name[]): Name {
  const found = names.find((each) => each === name)
  if (found === undefined) throw new Error(`SPEC.md speaks of "${name}", which is not known`)
  return found
}
