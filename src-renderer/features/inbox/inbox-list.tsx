import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Virtualizer, type VirtualizerHandle } from 'virtua'
import type { InboxRow } from '#shared/rpc/queries-contract.ts'
import { useCommand } from '../../commands/use-command.ts'
import { openConversation, useNavigation } from '../../state/navigation.ts'
import { clearSelection, selectAll, selectTo, toggleSelected, useSelection } from '../../state/selection.ts'
import { useWorkstationState } from '../../state/workstation-state.ts'
import styles from './inbox-list.module.css'
import { InboxListRow } from './inbox-list-row.tsx'
import { rowHeights } from './row-heights.ts'

interface InboxListProps {
  rows: readonly InboxRow[]
  hasMore: boolean
  onWantMore: () => void
}

const steps: Record<string, (index: number, last: number) => number> = {
  ArrowDown: (index) => index + 1,
  ArrowUp: (index) => index - 1,
  Home: () => 0,
  End: (_, last) => last,
  PageDown: (index) => index + 8,
  PageUp: (index) => index - 8,
}

/** A list box with one tab stop. Moving the cursor opens nothing: Enter or a click does. */
export function InboxList({ rows, hasMore, onWantMore }: InboxListProps) {
  const { t } = useTranslation()
  const density = useWorkstationState((state) => state.preferences.density)
  const openId = useNavigation((state) => state.conversationId)
  const [cursorId, setCursorId] = useState<string | null>(openId)
  const [focusTurn, setFocusTurn] = useState(0)
  const virtualizer = useRef<VirtualizerHandle>(null)
  const box = useRef<HTMLDivElement>(null)
  const last = rows.length - 1
  const found = rows.findIndex(({ conversation }) => conversation.id === cursorId)
  const cursor = Math.max(0, found)

  // What is opened elsewhere (the palette, after resolving) takes the cursor along.
  const [followedId, setFollowedId] = useState(openId)
  if (followedId !== openId) {
    setFollowedId(openId)
    if (openId !== null) setCursorId(openId)
  }

  useEffect(() => {
    if (focusTurn > 0) box.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus({ preventScroll: true })
  }, [focusTurn])

  const moveTo = (index: number) => {
    const next = Math.min(Math.max(index, 0), last)
    setCursorId(rows[next]?.conversation.id ?? null)
    virtualizer.current?.scrollToIndex(next, { align: 'nearest' })
    setFocusTurn((turn) => turn + 1)
    if (next >= last - 5 && hasMore) onWantMore()
  }
  const isOnRow = () => box.current?.contains(document.activeElement) ?? false
  useCommand('list.next', { run: () => moveTo(found < 0 || (!isOnRow() && openId === null) ? cursor : cursor + 1) })
  useCommand('list.previous', { run: () => moveTo(cursor - 1) })

  const idAt = (index: number) => rows[index]?.conversation.id
  const extendTo = (index: number) => {
    const next = Math.min(Math.max(index, 0), last)
    selectTo(ids(rows), idAt(cursor) ?? '', idAt(next) ?? '')
    moveTo(next)
  }
  useCommand('list.select', { run: () => toggleSelected(idAt(cursor) ?? '') })
  useCommand('list.select-next', { isAvailable: isOnRow, run: () => extendTo(cursor + 1) })
  useCommand('list.select-previous', { isAvailable: isOnRow, run: () => extendTo(cursor - 1) })
  useCommand('list.select-all', { isAvailable: isOnRow, run: () => selectAll(ids(rows)) })
  const isSelecting = useSelection(({ selected }) => selected.size > 0)
  useCommand('list.select-none', isSelecting ? { run: clearSelection } : undefined)

  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.shiftKey ? undefined : steps[event.key]
    if (step) {
      event.preventDefault()
      moveTo(step(cursor, last))
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      openConversation(rows[cursor]?.conversation.id ?? null)
    }
  }
  const latest = useRef({ rows, cursorId })
  useEffect(() => {
    latest.current = { rows, cursorId }
  })
  const press = useCallback((id: string, how: 'open' | 'toggle' | 'extend') => {
    setCursorId(id)
    if (how === 'open') openConversation(id)
    else if (how === 'toggle') toggleSelected(id)
    else selectTo(ids(latest.current.rows), latest.current.cursorId ?? id, id)
  }, [])
  const onScroll = (offset: number) => {
    const handle = virtualizer.current
    if (handle && hasMore && offset + handle.viewportSize > handle.scrollSize - 600) onWantMore()
  }

  return (
    <div
      ref={box}
      role="listbox"
      aria-label={t('inbox.label')}
      aria-multiselectable={isSelecting}
      tabIndex={-1}
      className={styles.list}
      onKeyDown={onKeyDown}
    >
      <Virtualizer
        ref={virtualizer}
        data={rows}
        itemSize={rowHeights[density]}
        keepMounted={[cursor]}
        onScroll={onScroll}
      >
        {(row, index) => (
          <InboxListRow
            key={row.conversation.id}
            row={row}
            density={density}
            isOpen={row.conversation.id === openId}
            isCursor={index === cursor}
            position={index + 1}
            size={hasMore ? -1 : rows.length}
            onPress={press}
          />
        )}
      </Virtualizer>
    </div>
  )
}

const ids = (rows: readonly InboxRow[]) => rows.map(({ conversation }) => conversation.id)
