interface TrustedTypePolicy {
  /** The platform's own type says an object; whatever takes one is declared to take a text. */
  createScriptURL(address: string): string
}

/** Chromium's; TypeScript's library does not have it yet. */
declare var trustedTypes:
  | undefined
  | { createPolicy(name: string, rules: { createScriptURL(address: string): string }): TrustedTypePolicy }
