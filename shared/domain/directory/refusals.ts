import type { Refusal } from '../../kit/refusal.ts'
import type { DirectoryKind } from './directory-entry.ts'

const refusal = (kind: Refusal['kind'], detail?: Refusal['detail']): Refusal => ({
  kind,
  retryable: false,
  ...(detail ? { detail } : {}),
})

/** Every way in which the directory says no. The kind is also the translation key. */
export const directoryRefusals = {
  /** The actor's role does not allow it. */
  notAllowed: () => refusal('command/not-allowed'),
  /** A desk holds a part only: the server decides. */
  notAtHand: () => refusal('directory/not-at-hand'),
  notFound: (what: DirectoryKind, id: string) => refusal('directory/not-found', { what, id }),
  alreadyThere: (id: string) => refusal('directory/already-there', { id }),
  nameTaken: (name: string) => refusal('directory/name-taken', { name }),
  nameEmpty: () => refusal('directory/name-empty'),
  emailTaken: (email: string) => refusal('directory/email-taken', { email }),
  emailWrong: (email: string) => refusal('directory/email-wrong', { email }),
  unknownLanguage: (language: string) => refusal('directory/unknown-language', { language }),
  unknownTimeZone: (timeZone: string) => refusal('directory/unknown-time-zone', { timeZone }),
  unknownRight: (right: string) => refusal('directory/unknown-right', { right }),
  /** Somebody tries to hand out what they do not have. */
  rightNotHeld: (right: string) => refusal('directory/right-not-held', { right }),
  /** Nobody widens what they themselves may do or see. */
  notForYourself: () => refusal('directory/not-for-yourself'),
  /** Without one nobody could ever change anything again. */
  lastAdmin: () => refusal('directory/last-admin'),
  /** A choice needs something to choose from, each once; everything else has none. */
  choicesWrong: () => refusal('directory/choices-wrong'),
  hasLeft: (id: string) => refusal('directory/has-left', { id }),
}
