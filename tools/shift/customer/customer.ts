import type { Chat } from '../../../server-sync/widget/chat.ts'
import type { ConnectionState } from '../../../server-sync/widget/connection.ts'
import { findMarker } from '../plan/marker.ts'
import type { PlannedConversation, PlannedMessage } from '../plan/plan-shift.ts'
import { type Ledger, customerReceiver } from '../verdict/ledger.ts'
import { createBrowserStorage } from './browser-storage.ts'
import { type Tab, openTab } from './open-tab.ts'

/** One customer in the chat of a shop: the chat's own code, without its looks. Of several tabs the newest counts. */
export interface Customer {
  say(message: PlannedMessage): void
  /** Leaves the page and comes back to it: only what the browser kept is left. */
  reload(): void
  /** Opens the shop in one more tab and goes on there. @returns what closes the earlier one */
  openAnotherTab(): () => void
  /** Written and not confirmed by the server. */
  unconfirmed(): readonly { text: string; refusal: string | null }[]
  leave(): void
}

interface Parts {
  readonly conversation: Pick<PlannedConversation, 'number' | 'brandId'>
  readonly url: string
  readonly run: string
  readonly ledger: Ledger
  onRecovered(): void
}

export function createCustomer({ conversation, url, run, ledger, onRecovered }: Parts): Customer {
  const storage = createBrowserStorage()
  const tabs = new Set<Tab>()
  let wasOnline = false
  let isDown = false
  let newest = open()
  startReading(newest)

  function open(): Tab {
    const tab = openTab(storage, url, conversation.brandId, (chat) => {
      if (chat === newest.chat) look(chat)
    })
    tabs.add(tab)
    return tab
  }

  function openNext() {
    newest = open()
    startReading(newest)
  }

  function startReading({ chat }: Tab) {
    chat.setReading(true)
    chat.start()
  }

  function close(tab: Tab) {
    tab.close()
    tabs.delete(tab)
  }

  function look(chat: Chat) {
    const { connection, messages, isLoaded } = chat.snapshot()
    noteConnection(connection)
    if (!isLoaded) return
    const shown = messages.flatMap(({ text, from }) => {
      const marker = findMarker(text, run)
      return marker === undefined ? [] : [{ marker, isOwn: from === 'customer' }]
    })
    // What left the outbox for the conversation did so by the server's word.
    for (const { marker, isOwn } of shown) if (isOwn) ledger.saved(marker)
    const markers = shown.map(({ marker }) => marker)
    ledger.saw(customerReceiver, conversation.number, markers)
  }

  function noteConnection(state: ConnectionState) {
    if (state === 'online' && isDown) onRecovered()
    if (state === 'online') wasOnline = true
    isDown = state !== 'online' && wasOnline
  }

  return {
    say(message) {
      ledger.say(message)
      newest.chat.send(message.text)
    },
    reload() {
      close(newest)
      openNext()
    },
    openAnotherTab() {
      const earlier = newest
      openNext()
      return () => close(earlier)
    },
    unconfirmed: () => newest.chat.snapshot().outgoing,
    leave: () => {
      for (const tab of tabs) close(tab)
    },
  }
}
