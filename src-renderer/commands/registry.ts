import { create } from 'zustand'
import type { CommandId } from './catalogue.ts'

export interface CommandHandler {
  /** Absent: always. */
  isAvailable?: () => boolean
  run: () => void | Promise<void>
}

type Handlers = Partial<Record<CommandId, CommandHandler>>

/** Who answers a command at present: what is on screen says so itself, and takes it back when it goes. */
export const useCommandHandlers = create<Handlers>(() => ({}))

/** What lies over the rest answers first: `selection`, as long as something is selected. */
export type CommandLayer = 'window' | 'selection'

const registered = new Map<CommandId, readonly { readonly handler: CommandHandler; readonly layer: CommandLayer }[]>()

/** Several may answer: of the uppermost layer the one that came last. */
export function registerCommand(id: CommandId, handler: CommandHandler, layer: CommandLayer = 'window'): () => void {
  const entry = { handler, layer }
  registered.set(id, [...(registered.get(id) ?? []), entry])
  showUppermost(id)
  return () => {
    registered.set(
      id,
      (registered.get(id) ?? []).filter((other) => other !== entry),
    )
    showUppermost(id)
  }
}

function showUppermost(id: CommandId): void {
  const entries = registered.get(id) ?? []
  const uppermost = entries.findLast(({ layer }) => layer === 'selection') ?? entries.at(-1)
  useCommandHandlers.setState({ [id]: uppermost?.handler })
}

export function isCommandAvailable(id: CommandId): boolean {
  const handler = useCommandHandlers.getState()[id]
  return handler !== undefined && (handler.isAvailable?.() ?? true)
}

/** Runs a command if somebody answers it now; says whether. */
export function runCommand(id: CommandId): boolean {
  const handler = useCommandHandlers.getState()[id]
  if (!handler || !(handler.isAvailable?.() ?? true)) return false
  Promise.resolve(handler.run()).catch(reportError)
  return true
}
