import { useEffect, useRef } from 'react'
import type { CommandId } from './catalogue.ts'
import { type CommandHandler, type CommandLayer, registerCommand } from './registry.ts'

/** Answers a command for as long as the component is on screen and `handler` is given. */
export function useCommand(id: CommandId, handler: CommandHandler | undefined, layer: CommandLayer = 'window'): void {
  const latest = useRef(handler)
  useEffect(() => {
    latest.current = handler
  })
  const isThere = handler !== undefined
  useEffect(() => {
    if (!isThere) return undefined
    const own: CommandHandler = {
      isAvailable: () => latest.current?.isAvailable?.() ?? true,
      run: () => latest.current?.run(),
    }
    return registerCommand(id, own, layer)
  }, [id, isThere, layer])
}
