import { useTranslation } from 'react-i18next'
import type { WindowPlace } from '#shared/rpc/window-place.ts'
import { openWindow } from '../../actions/open-window.ts'
import { cyclePanes } from '../../commands/cycle-panes.ts'
import { useCommand } from '../../commands/use-command.ts'
import { useWorkstation } from '../../connection/workstation-context.ts'

/** What every window of a desk can do: move between its panes, and open the others. */
export function WindowCommands() {
  const { t } = useTranslation()
  const desk = useWorkstation()
  const open = (place: WindowPlace) => ({ run: () => openWindow(desk, place, t('problem.window')) })
  useCommand('pane.next', { run: () => cyclePanes(document, document.activeElement, 1) })
  useCommand('pane.previous', { run: () => cyclePanes(document, document.activeElement, -1) })
  useCommand('window.new', open({ kind: 'main' }))
  useCommand('window.knowledge', open({ kind: 'knowledge' }))
  useCommand('window.settings', open({ kind: 'settings' }))
  useCommand('window.softphone', open({ kind: 'softphone' }))
  useCommand('window.wallboard', open({ kind: 'wallboard' }))
  useCommand('window.team', {
    ...open({ kind: 'team' }),
    isAvailable: () => desk.agent.rights.includes('conversation.direct'),
  })
  return null
}
