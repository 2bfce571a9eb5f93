export interface QuietHours {
  readonly isOn: boolean
  /** Minutes since midnight. */
  readonly from: number
  readonly to: number
}

/** Hours that end before they begin go over midnight; without any length they are none. */
export function isQuiet({ isOn, from, to }: QuietHours, minuteOfDay: number): boolean {
  if (!isOn || from === to) return false
  return from < to ? minuteOfDay >= from && minuteOfDay < to : minuteOfDay >= from || minuteOfDay < to
}

/** By the clock on this computer's wall. */
export function minuteOfDay(instant: number): number {
  const time = new Date(instant)
  return time.getHours() * 60 + time.getMinutes()
}
