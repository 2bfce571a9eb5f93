import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Group, Panel, Separator } from 'react-resizable-panels'
import { useWorkstation } from '../../connection/workstation-context.ts'
import styles from './panes.module.css'
import { usePaneWidths } from './use-pane-widths.ts'

interface PanesProps {
  views: ReactNode
  list: ReactNode
  thread: ReactNode
  context: ReactNode
}

const keepsWidth = { groupResizeBehavior: 'preserve-pixel-size' } as const

/** The panes side by side, as wide as this agent chose. */
export function Panes({ views, list, thread, context }: PanesProps) {
  const { t } = useTranslation()
  const { agent } = useWorkstation()
  const openPanes = `${views ? 'views ' : ''}list thread${context ? ' context' : ''}`
  const { first, group, panels, onLayoutChanged } = usePaneWidths(agent.id, openPanes)
  return (
    <Group className={styles.group} elementRef={group} onLayoutChanged={onLayoutChanged}>
      {views ? (
        <>
          <Panel
            id="views"
            panelRef={panels.views}
            defaultSize={first.views}
            minSize={150}
            maxSize={320}
            {...keepsWidth}
          >
            {views}
          </Panel>
          <Separator className={styles.separator} aria-label={t('panes.resizeViews')} />
        </>
      ) : null}
      <Panel id="list" panelRef={panels.list} defaultSize={first.list} minSize={240} maxSize={520} {...keepsWidth}>
        {list}
      </Panel>
      <Separator className={styles.separator} aria-label={t('panes.resizeList')} />
      <Panel id="thread" minSize={320}>
        {thread}
      </Panel>
      {context ? (
        <>
          <Separator className={styles.separator} aria-label={t('panes.resizeContext')} />
          <Panel
            id="context"
            panelRef={panels.context}
            defaultSize={first.context}
            minSize={240}
            maxSize={480}
            {...keepsWidth}
          >
            {context}
          </Panel>
        </>
      ) : null}
    </Group>
  )
}
