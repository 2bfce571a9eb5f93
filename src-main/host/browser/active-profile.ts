/** One browser profile at a time shows this workstation: two replicas of one desk would contradict each other. */
export interface ActiveProfile {
  /** A person opened the workstation there, so that is where they are now. */
  takeOver(profile: string): void
  /** Whether its lines may stay open. After a start of the workstation it is whoever comes first. */
  isActive(profile: string): boolean
  onChange(listener: () => void): void
}

export function createActiveProfile(): ActiveProfile {
  let active: string | null = null
  let told: () => void = () => undefined
  return {
    takeOver(profile) {
      if (active === profile) return
      active = profile
      told()
    },
    isActive: (profile) => (active ??= profile) === profile,
    onChange: (listener) => void (told = listener),
  }
}
