/** What only one session of PostgreSQL does at a time. All in one place: who waits for another's number waits for ever. */
export const advisoryLocks = {
  migration: 4_180_001,
  sequencer: 4_180_002,
  timers: 4_180_003,
  setup: 4_180_004,
  darkWatch: 4_180_005,
  /** Together with a second number, for one organisation. */
  directory: 4_180_006,
  /** Together with a second number, for one content of the store. */
  content: 4_180_009,
  /** Together with a second number, for one who sends files. */
  uploader: 4_180_010,
} as const
