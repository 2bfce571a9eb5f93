import type { DirectoryEntry, DirectoryKind } from './directory-entry.ts'
import { effectiveRights } from './effective-rights.ts'
import type { Right } from './rights.ts'

/** The whole directory of one organisation, for rules that no single row can keep: no name twice, never without an admin. */
export class DirectoryView {
  readonly #entries = new Map<string, DirectoryEntry>()
  readonly #byEmail = new Map<string, string>()
  readonly #byName = new Map<string, string>()

  constructor(entries: Iterable<DirectoryEntry>) {
    for (const entry of entries) this.put(entry)
  }

  put(entry: DirectoryEntry): void {
    const before = this.#entries.get(entry.id)
    if (before) {
      forget(this.#byName, nameKey(before), before.id)
      forget(this.#byEmail, foldEmail(before.email), before.id)
    }
    this.#entries.set(entry.id, entry)
    this.#byName.set(nameKey(entry), entry.id)
    if (entry.email !== '') this.#byEmail.set(foldEmail(entry.email), entry.id)
  }

  get(kind: DirectoryKind, id: string): DirectoryEntry | undefined {
    const entry = this.#entries.get(id)
    return entry?.kind === kind ? entry : undefined
  }

  all(kind: DirectoryKind): readonly DirectoryEntry[] {
    return [...this.#entries.values()].filter((entry) => entry.kind === kind)
  }

  byEmail(email: string): DirectoryEntry | undefined {
    return this.#entries.get(this.#byEmail.get(foldEmail(email)) ?? '')
  }

  /** Where a name has to be the only one: queues under their brand, teams under their site, everything else everywhere. */
  byName(like: Pick<DirectoryEntry, 'kind' | 'name' | 'parentId'>): DirectoryEntry | undefined {
    return this.#entries.get(this.#byName.get(nameKey(like)) ?? '')
  }

  rightsOf(agent: DirectoryEntry): readonly Right[] {
    return effectiveRights(agent, this.get('role', agent.roleId))
  }
}

/** Rows from before these rules may share a key: only its holder gives it up. */
function forget(index: Map<string, string>, key: string, id: string): void {
  if (index.get(key) === id) index.delete(key)
}

/** Addresses are the same in any case. */
export const foldEmail = (email: string) => email.trim().toLowerCase()

/** Two that look alike on screen are one: nobody could tell them apart in a list. */
export const foldName = (name: string) => name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase()

const namedUnderParent: ReadonlySet<DirectoryKind> = new Set(['queue', 'team'])

const nameKey = ({ kind, name, parentId }: Pick<DirectoryEntry, 'kind' | 'name' | 'parentId'>) =>
  `${kind}/${namedUnderParent.has(kind) ? parentId : ''}/${foldName(name)}`
