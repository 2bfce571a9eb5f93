import { isEmail } from '#shared/domain/visit/is-email.ts'
import { isLoopback } from '../../http/proxy-rule.ts'
import { type Started, problem } from '../../start-problem.ts'

/** The mail server that takes our e-mails, and who they come from. */
export interface MailSettings {
  readonly host: string
  readonly port: number
  /** From the first byte on; otherwise by STARTTLS. */
  readonly isTls: boolean
  /** The mail server is on this computer: nobody is on the way. */
  readonly isLocal: boolean
  /** Empty: it takes them from anybody. */
  readonly user: string
  readonly password: string
  readonly from: string
}

const hint =
  'Give --smtp smtp://user@host:587 (or smtps://…:465) with --mail-from ADDRESS, and the password in the environment: FARLINE_SMTP_PASSWORD.'

/** @returns undefined where no e-mail is to be sent */
export function readMailSettings(
  smtp: string | undefined,
  from: string | undefined,
  password: string,
): Started<MailSettings | undefined> {
  if (smtp === undefined && from === undefined) return { ok: true, value: undefined }
  const url = smtp !== undefined && URL.canParse(smtp) ? new URL(smtp) : undefined
  const isTls = url?.protocol === 'smtps:'
  if (!url || (!isTls && url.protocol !== 'smtp:') || url.hostname === '')
    return problem('server/usage', `--smtp is not the address of a mail server. ${hint}`)
  if (url.password !== '')
    return problem('server/usage', `A password in --smtp can be read by everybody on this computer. ${hint}`)
  if (from === undefined || !isEmail(from))
    return problem('server/usage', `--mail-from is not an e-mail address. ${hint}`)
  const user = decodeURIComponent(url.username)
  if ((user === '') !== (password === ''))
    return problem('server/usage', `A user of the mail server and a password belong together. ${hint}`)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const port = url.port === '' ? (isTls ? 465 : 587) : Number(url.port)
  return { ok: true, value: { host, port, isTls, isLocal: isLoopback(host), user, password, from } }
}
