/** Cookies ignore ports, so each workstation of a computer names its own. */
export interface SessionCookie {
  read(cookieHeader: string | undefined): string
  set(secret: string): string
}

const yearSeconds = 365 * 24 * 3600

export function createSessionCookie(workstationName: string): SessionCookie {
  const name = `farline_${workstationName}`
  return {
    read(cookieHeader) {
      const pairs = (cookieHeader ?? '').split(';').map((pair) => pair.trim())
      return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? ''
    },
    set: (secret) => `${name}=${secret}; HttpOnly; SameSite=Strict; Path=/; Max-Age=${yearSeconds}`,
  }
}
