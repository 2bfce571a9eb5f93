import type { WindowPlace } from '#shared/rpc/window-place.ts'
import { useWorkstation } from '../../connection/workstation-context.ts'
import { ComputerSettings } from '../../features/computer/computer-settings.tsx'
import { KnowledgePage } from '../../features/knowledge/knowledge-page.tsx'
import { SettingsPage } from '../../features/preferences/settings-page.tsx'
import { SoftphonePage } from '../../features/softphone/softphone-page.tsx'
import { TeamPage } from '../../features/team/team-page.tsx'
import { WallboardPage } from '../../features/wallboard/wallboard-page.tsx'
import { ConversationWindow } from './conversation-window.tsx'
import { DeskLayout } from './desk-layout.tsx'
import { SideWindow } from './side-window.tsx'
import { useFixedPlace } from './use-fixed-place.ts'

/** What a window of this desk shows. */
export function WindowAtPlace({ place }: { place: WindowPlace }) {
  useFixedPlace(place, useWorkstation())
  switch (place.kind) {
    case 'main':
      return <DeskLayout />
    case 'conversation':
      return <ConversationWindow />
    case 'knowledge':
      return (
        <SideWindow kind="knowledge">
          <KnowledgePage />
        </SideWindow>
      )
    case 'settings':
      return (
        <SideWindow kind="settings">
          <SettingsPage>
            <ComputerSettings />
          </SettingsPage>
        </SideWindow>
      )
    case 'softphone':
      return (
        <SideWindow kind="softphone">
          <SoftphonePage />
        </SideWindow>
      )
    case 'team':
      return (
        <SideWindow kind="team">
          <TeamPage />
        </SideWindow>
      )
    case 'wallboard':
      return (
        <SideWindow kind="wallboard">
          <WallboardPage />
        </SideWindow>
      )
  }
}
