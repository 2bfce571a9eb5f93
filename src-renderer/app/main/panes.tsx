import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels'
import { useWorkstation } from '../../connection/workstation-context.ts'
import styles from './panes.module.css'

interface PanesProps {
  views: ReactNode
  list: ReactNode
  thread: ReactNode
  context: ReactNode
}

/** The panes side by side. Their widths are kept for each agent and for each set of panes that is open. */
export function Panes({ views, list, thread, context }: PanesProps) {
  const { t } = useTranslation()
  const { agent } = useWorkstation()
  const panelIds = [...(views ? ['views'] : []), 'list', 'thread', ...(context ? ['context'] : [])]
  const layout = useDefaultLayout({ id: `farline.panes.${agent.id}`, panelIds, storage: localStorage })
  return (
    <Group className={styles.group} {...layout}>
      {views ? (
        <>
          <Panel id="views" defaultSize={200} minSize={150} maxSize={320} groupResizeBehavior="preserve-pixel-size">
            {views}
          </Panel>
          <Separator className={styles.separator} aria-label={t('panes.resizeViews')} />
        </>
      ) : null}
      <Panel id="list" defaultSize={320} minSize={240} maxSize={520} groupResizeBehavior="preserve-pixel-size">
        {list}
      </Panel>
      <Separator className={styles.separator} aria-label={t('panes.resizeList')} />
      <Panel id="thread" minSize={320}>
        {thread}
      </Panel>
      {context ? (
        <>
          <Separator className={styles.separator} aria-label={t('panes.resizeContext')} />
          <Panel id="context" defaultSize={320} minSize={240} maxSize={480} groupResizeBehavior="preserve-pixel-size">
            {context}
          </Panel>
        </>
      ) : null}
    </Group>
  )
}
