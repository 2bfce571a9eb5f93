import { FileSettings } from './file-settings.tsx'
import { HotkeySettings } from './hotkey-settings.tsx'
import { LoginSettings } from './login-settings.tsx'
import { NoticeSettings } from './notice-settings.tsx'

/** What this computer does for Farline beyond its windows. */
export function ComputerSettings() {
  return (
    <>
      <NoticeSettings />
      <HotkeySettings />
      <LoginSettings />
      <FileSettings />
    </>
  )
}
