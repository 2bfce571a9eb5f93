import { useCommand } from '../../commands/use-command.ts'
import { cyclePanes } from '../../commands/cycle-panes.ts'

export function useWindowCommands(): void {
  useCommand('pane.next', { run: () => cyclePanes(document, document.activeElement, 1) })
  useCommand('pane.previous', { run: () => cyclePanes(document, document.activeElement, -1) })
}
