import { PanelRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../commands/use-command.ts'
import { keysOf } from '../../commands/use-command-name.ts'
import { CustomerPane } from '../../features/customer/customer-pane.tsx'
import { UndoLine } from '../../features/doings/undo-line.tsx'
import { GivenBackBar } from '../../features/presence/given-back-bar.tsx'
import { RefusalStack } from '../../features/refusals/refusal-stack.tsx'
import { closeOverlay, showOverlay, useOverlays } from '../../state/overlays.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { OverlayPanel } from '../../ui/overlay-panel.tsx'
import { ConversationPane } from './conversation-pane.tsx'
import styles from './desk-layout.module.css'
import { NoticeBar } from './notice-bar.tsx'
import { TopBar } from './top-bar.tsx'

/** One conversation in a window of its own. */
export function ConversationWindow() {
  const { t } = useTranslation()
  const isContextOpen = useOverlays(({ open }) => open === 'context')
  useCommand('pane.context', { run: () => showOverlay('context') })
  return (
    <div className={styles.window}>
      <TopBar />
      <main className={styles.work}>
        <NoticeBar />
        <GivenBackBar />
        <RefusalStack />
        <div className={styles.single}>
          <ConversationPane
            end={
              <IconButton
                label={t('customer.show')}
                keys={keysOf('pane.context')}
                onPress={() => showOverlay('context')}
              >
                <PanelRight size={16} strokeWidth={1.75} className={styles.mirrored} />
              </IconButton>
            }
          />
        </div>
        <UndoLine place="inline" />
      </main>
      <OverlayPanel label={t('customer.label')} place="end" isOpen={isContextOpen} onClose={closeOverlay}>
        <CustomerPane onClose={closeOverlay} />
      </OverlayPanel>
    </div>
  )
}
