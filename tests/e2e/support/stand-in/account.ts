import type { SessionList } from '#shared/sync/auth-protocol.ts'
import { type Answers, refuse } from './answers.ts'
import { type Door, amara, code } from './door.ts'

export const secret = 'JBSWY3DPEHPK3PXPKRUGKIDROVUWG2ZA'
export const recoveryCodes = Array.from({ length: 8 }, (_, index) => `k7fw${index}-93qd${index}`)
/** Those that are made in place of the first. */
export const laterRecoveryCodes = Array.from({ length: 8 }, (_, index) => `p2mt${index}-58xv${index}`)

/** Fixed, so that every picture of the list is the same. */
const at = (day: number, hour: number) => Date.UTC(2026, 10, day, hour, 12)

export function createStandInAccount(answers: Answers, door: Door) {
  let sessions: SessionList['sessions'] = [
    {
      id: 's1',
      deviceName: 'DESK-4417',
      platform: 'Windows 11',
      madeAt: at(2, 8),
      lastUsedAt: at(26, 9),
      isThisOne: true,
    },
    {
      id: 's2',
      deviceName: 'Amara’s laptop',
      platform: 'macOS 15',
      madeAt: at(9, 7),
      lastUsedAt: at(24, 16),
      isThisOne: false,
    },
    {
      id: 's3',
      deviceName: '前台-03',
      platform: 'Ubuntu 24.04',
      madeAt: at(20, 10),
      lastUsedAt: at(21, 11),
      isThisOne: false,
    },
  ]
  const setFactor = (hasSecondFactor: boolean) => {
    door.wantsCode(hasSecondFactor)
    door.session.set(door.signedIn({ hasSecondFactor, needsSecondFactor: false }))
  }
  const checkPassword = (password: string) => {
    if (password !== amara.password) refuse('WRONG_PASSWORD')
  }
  return {
    async sessions() {
      await answers.given()
      return { sessions }
    },
    async endSession(sessionId: string) {
      await answers.given()
      sessions = sessions.filter(({ id }) => id !== sessionId)
    },
    async changePassword({ password, newPassword }: { password: string; newPassword: string }) {
      await answers.given()
      checkPassword(password)
      if (newPassword.length < 10) refuse('WEAK_PASSWORD')
      const session = door.session.get()
      if (session.state === 'signed-in') door.session.set({ ...session, mustChangePassword: false })
    },
    async begin(password: string) {
      await answers.given()
      checkPassword(password)
      return {
        secret,
        address: `otpauth://totp/Farline:${amara.email}?secret=${secret}&issuer=Farline&algorithm=SHA1&digits=6&period=30`,
      }
    },
    async confirm(given: string) {
      await answers.given()
      if (given !== code) refuse('WRONG_CODE')
      setFactor(true)
      return { recoveryCodes }
    },
    async renewCodes({ password, code: given }: { password: string; code: string }) {
      await answers.given()
      checkPassword(password)
      if (given !== code) refuse('WRONG_CODE')
      return { recoveryCodes: laterRecoveryCodes }
    },
    async remove({ password, code: given }: { password: string; code: string }) {
      await answers.given()
      checkPassword(password)
      if (given !== code) refuse('WRONG_CODE')
      setFactor(false)
    },
  }
}
