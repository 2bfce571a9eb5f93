import { BrowserWindow, nativeTheme } from 'electron'
import type { ReadableValue } from '../../flow/observable-value.ts'
import { windowGround } from './window-ground.ts'

export const groundColour = (): string => (nativeTheme.shouldUseDarkColors ? windowGround.dark : windowGround.light)

/** Menus, dialogs and what is seen of a window before its page has drawn are as dark or light as the pages are. */
export function followTheme(preferences: ReadableValue<{ readonly theme: 'system' | 'light' | 'dark' }>): void {
  nativeTheme.on('updated', () => {
    for (const window of BrowserWindow.getAllWindows()) window.setBackgroundColor(groundColour())
  })
  const follow = () => (nativeTheme.themeSource = preferences.get().theme)
  preferences.onChange(follow)
  follow()
}
