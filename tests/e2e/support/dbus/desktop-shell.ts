import { type Bus, type Call, joinBus } from './connection.ts'
import type { Value } from './wire.ts'

export interface ShownNotification {
  readonly id: number
  readonly title: string
  readonly body: string
}

/** As much of a desktop as a program notices: notifications, and a place beside the clock. */
export interface DesktopShell {
  /** What stands on the screen. */
  notifications(): readonly ShownNotification[]
  /** All that ever stood there. */
  readonly everShown: readonly ShownNotification[]
  press(id: number): void
  /** What programs put beside the clock. */
  tray(): Promise<TrayItem | undefined>
  close(): void
}

export interface TrayItem {
  readonly hint: string
  readonly menu: readonly MenuLine[]
  readonly hasIcon: boolean
  press(label: string): Promise<void>
}

interface MenuLine {
  readonly id: number
  readonly label: string
  readonly isEnabled: boolean
}

const notificationsPath = '/org/freedesktop/Notifications'
const notificationsName = 'org.freedesktop.Notifications'
const watcherName = 'org.kde.StatusNotifierWatcher'

export async function startDesktopShell(address: string): Promise<DesktopShell> {
  const shown = new Map<number, ShownNotification>()
  const everShown: ShownNotification[] = []
  let item: { sender: string; path: string } | undefined
  let lastId = 0

  const bus: Bus = await joinBus(address, (call) => {
    if (call.interface === notificationsName) return notify(call)
    if (call.interface === watcherName && call.member === 'RegisterStatusNotifierItem') {
      const [named] = call.args as [string]
      item = { sender: call.sender, path: named.startsWith('/') ? named : '/StatusNotifierItem' }
      return ['', []]
    }
    // What the watcher is asked about itself.
    if (call.member === 'Get' && call.args[1] === 'IsStatusNotifierHostRegistered') return ['v', [['b', true]]]
    return undefined
  })

  function notify({ member, args }: Call) {
    switch (member) {
      case 'GetServerInformation':
        return ['ssss', ['Farline tests', 'Farline', '1', '1.2']] as const
      case 'GetCapabilities':
        return ['as', [['body', 'actions']]] as const
      case 'Notify': {
        const [, replaces, , title, body] = args as [string, number, string, string, string]
        const id = replaces || ++lastId
        const notification = { id, title, body }
        shown.set(id, notification)
        everShown.push(notification)
        return ['u', [id]] as const
      }
      case 'CloseNotification': {
        const [id] = args as [number]
        shown.delete(id)
        bus.signal(notificationsPath, notificationsName, 'NotificationClosed', ['uu', [id, 3]])
        return ['', []] as const
      }
      default:
        return undefined
    }
  }

  await bus.own(notificationsName)
  await bus.own(watcherName)

  async function properties(): Promise<ReadonlyMap<string, Value>> {
    if (!item) return new Map()
    const [all] = await bus.call(item.sender, item.path, 'org.freedesktop.DBus.Properties', 'GetAll', [
      's',
      ['org.kde.StatusNotifierItem'],
    ])
    return new Map(all as unknown as readonly (readonly [string, Value])[])
  }

  return {
    notifications: () => [...shown.values()],
    everShown,
    press: (id) => bus.signal(notificationsPath, notificationsName, 'ActionInvoked', ['us', [id, 'default']]),
    async tray() {
      if (!item) return undefined
      const { sender } = item
      const known = await properties()
      const [, , hint] = (known.get('ToolTip') ?? ['', [], '', '']) as [string, Value, string, string]
      const menuPath = known.get('Menu') as string
      const icons = (known.get('IconPixmap') ?? []) as readonly Value[]
      const name = known.get('IconName') ?? ''
      const layout = await bus.call(sender, menuPath, 'com.canonical.dbusmenu', 'GetLayout', ['iias', [0, -1, []]])
      const [, [, , children]] = layout as unknown as [number, [number, Value, RawLine[]]]
      const menu = children.map(toLine)
      return {
        hint,
        menu,
        hasIcon: icons.length > 0 || name !== '',
        async press(label) {
          const line = menu.find((candidate) => candidate.label === label)
          if (!line) throw new Error(`no ${label} in the menu`)
          await bus.call(sender, menuPath, 'com.canonical.dbusmenu', 'Event', [
            'isvu',
            [line.id, 'clicked', ['i', 0], 0],
          ])
        },
      }
    },
    close: () => bus.close(),
  }
}

type RawLine = readonly [id: number, properties: readonly (readonly [string, Value])[]]

function toLine([id, pairs]: RawLine): MenuLine {
  const properties = new Map(pairs)
  return { id, label: `${(properties.get('label') as string) ?? ''}`, isEnabled: properties.get('enabled') !== false }
}
