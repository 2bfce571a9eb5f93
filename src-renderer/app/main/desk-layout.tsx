import { ArrowLeft, PanelRight } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { setPreferences } from '../../actions/preference-actions.ts'
import { useCommand } from '../../commands/use-command.ts'
import { keysOf } from '../../commands/use-command-name.ts'
import { useWorkstation } from '../../connection/workstation-context.ts'
import { CustomerPane } from '../../features/customer/customer-pane.tsx'
import { UndoLine } from '../../features/doings/undo-line.tsx'
import { InboxPane } from '../../features/inbox/inbox-pane.tsx'
import { GivenBackBar } from '../../features/presence/given-back-bar.tsx'
import { RefusalStack } from '../../features/refusals/refusal-stack.tsx'
import { RepairBanner } from '../../features/sync/repair-banner.tsx'
import { Rail } from '../../features/views/rail.tsx'
import { ViewsPane } from '../../features/views/views-pane.tsx'
import { openConversation, useNavigation } from '../../state/navigation.ts'
import { closeOverlay, showOverlay, useOverlays } from '../../state/overlays.ts'
import { useMedia } from '../../state/use-media.ts'
import { useWorkstationState } from '../../state/workstation-state.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { OverlayPanel } from '../../ui/overlay-panel.tsx'
import { ConversationPane } from './conversation-pane.tsx'
import styles from './desk-layout.module.css'
import { NoticeBar } from './notice-bar.tsx'
import { Panes } from './panes.tsx'
import { TopBar } from './top-bar.tsx'

/**
 * The main window. Panes give way as it gets narrower (or the zoom larger): first the customer, then the views, at last
 * list and conversation take turns. What has no room of its own is one button away.
 */
export function DeskLayout() {
  const { t } = useTranslation()
  const { main } = useWorkstation()
  const { viewsCollapsed, contextCollapsed } = useWorkstationState((state) => state.preferences)
  const hasRoomForContext = useMedia('(min-width: 1200px)')
  const hasRoomForViews = useMedia('(min-width: 900px)')
  const hasRoomForTwo = useMedia('(min-width: 680px)')
  const overlay = useOverlays(({ open }) => open)
  const isReading = useNavigation(({ conversationId }) => conversationId !== null)
  const isViewsInline = hasRoomForViews && !viewsCollapsed
  const isContextInline = hasRoomForContext && !contextCollapsed

  const keep = (change: Parameters<typeof setPreferences>[1]) =>
    void setPreferences(main, change, t('problem.preferences'))
  const toggleViews = () => (hasRoomForViews ? keep({ viewsCollapsed: !viewsCollapsed }) : showOverlay('views'))
  const toggleContext = () =>
    hasRoomForContext ? keep({ contextCollapsed: !contextCollapsed }) : showOverlay('context')
  useCommand('pane.views', { run: toggleViews })
  useCommand('pane.context', { run: toggleContext })

  // A pane that got room of its own again needs no overlay.
  useEffect(() => {
    if ((overlay === 'views' && isViewsInline) || (overlay === 'context' && isContextInline)) closeOverlay()
  }, [overlay, isViewsInline, isContextInline])

  const list = <InboxPane onShowViews={isViewsInline ? undefined : toggleViews} />
  const thread = (
    <ConversationPane
      start={
        hasRoomForTwo ? undefined : (
          <IconButton label={t('thread.back')} onPress={() => openConversation(null)}>
            <ArrowLeft size={16} className={styles.mirrored} />
          </IconButton>
        )
      }
      end={
        isContextInline || !isReading ? undefined : (
          <IconButton label={t('customer.show')} keys={keysOf('pane.context')} onPress={toggleContext}>
            <PanelRight size={16} strokeWidth={1.75} className={styles.mirrored} />
          </IconButton>
        )
      }
    />
  )

  return (
    <div className={styles.window}>
      <TopBar />
      <div className={styles.below}>
        <Rail areViewsInline={isViewsInline} />
        <main className={styles.work}>
          <NoticeBar />
          <RepairBanner />
          <GivenBackBar />
          <RefusalStack />
          {hasRoomForTwo ? (
            <Panes
              views={isViewsInline ? <ViewsPane onCollapse={toggleViews} /> : null}
              list={list}
              thread={thread}
              context={isContextInline && isReading ? <CustomerPane onClose={toggleContext} /> : null}
            />
          ) : (
            <div className={styles.single}>{isReading ? thread : list}</div>
          )}
          <UndoLine place="floating" />
        </main>
      </div>
      <OverlayPanel label={t('views.label')} place="start" isOpen={overlay === 'views'} onClose={closeOverlay}>
        <ViewsPane onChosen={closeOverlay} />
      </OverlayPanel>
      <OverlayPanel label={t('customer.label')} place="end" isOpen={overlay === 'context'} onClose={closeOverlay}>
        <CustomerPane onClose={closeOverlay} />
      </OverlayPanel>
    </div>
  )
}
