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

export function registerCommand(id: CommandId, handler: CommandHandler): () => void {
  useCommandHandlers.setState({ [id]: handler })
  return () => {
    if (useCommandHandlers.getState()[id] === handler) useCommandHandlers.setState({ [id]: undefined })
  }
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
