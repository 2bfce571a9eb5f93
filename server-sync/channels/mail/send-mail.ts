import { Readable } from 'node:stream'
import type { NodemailerError } from 'nodemailer'
import MailComposer from 'nodemailer/lib/mail-composer'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { MailContent } from './compose-mail.ts'
import type { MailSettings } from './mail-settings.ts'

export interface OutgoingMail extends MailContent {
  readonly id: string
  readonly to: string
  /** The brand, as whose e-mail it comes. */
  readonly brandName: string
  /** E-mails of one conversation stand together in a mailbox. */
  readonly conversationId: string
}

/**
 * `later`: nothing of it was taken, and it can be tried again. `refused`: it never will be taken.
 * `unknown`: the line broke after all of it was on its way, so that trying again could send it twice.
 */
export type MailResult =
  | { readonly kind: 'sent' }
  | { readonly kind: 'later' | 'refused' | 'unknown'; readonly problem: string }

export type SendMail = (mail: OutgoingMail) => Promise<MailResult>

const patienceMs = 30_000

/** By SMTP. Whoever is not on this computer is spoken to over TLS, or not at all. */
export function createSendMail({ host, port, isTls, isLocal, user, password, from }: MailSettings): SendMail {
  const domain = from.slice(from.lastIndexOf('@') + 1)
  return async ({ id, to, brandName, conversationId, subject, text, html }) => {
    const composer = new MailComposer({
      from: { name: brandName, address: from },
      to: { name: '', address: to },
      subject,
      text,
      html,
      messageId: `<${id}@${domain}>`,
      references: `<${conversationId}@${domain}>`,
      disableFileAccess: true,
      disableUrlAccess: true,
    })
    const mail = composer.compile()
    const bytes = await mail.build()
    let isHandedOver = false
    /** Asked for when the mail server has taken sender and recipient, and not before. */
    async function* handOver() {
      isHandedOver = true
      yield bytes
    }
    const connection = new SMTPConnection({
      host,
      port,
      secure: isTls,
      requireTLS: !isTls && !isLocal,
      ignoreTLS: !isTls && isLocal,
      connectionTimeout: patienceMs,
      greetingTimeout: patienceMs,
      socketTimeout: patienceMs,
    })
    try {
      await new Promise<void>((resolve, reject) => {
        // Whatever breaks the line, at any step.
        connection.once('error', reject)
        const step = (next: () => void) => (error?: Error | null) => (error ? reject(error) : next())
        const send = () => connection.send(mail.getEnvelope(), Readable.from(handOver()), step(resolve))
        const greet = () =>
          user === '' ? send() : connection.login({ credentials: { user, pass: password } }, step(send))
        connection.connect(step(greet))
      })
      connection.quit()
      return { kind: 'sent' }
    } catch (error) {
      connection.close()
      return resultOf(error as NodemailerError, isHandedOver)
    }
  }
}

/** Source: RFC 5321, 4.2.1 and 4.5.4: 4yz may be tried again, 5yz not. */
function resultOf({ code, command, responseCode }: NodemailerError, isHandedOver: boolean): MailResult {
  const problem = [code, command, responseCode].filter((part) => part !== undefined).join(' ')
  if (responseCode !== undefined && responseCode >= 400)
    return { kind: responseCode < 500 ? 'later' : 'refused', problem }
  return { kind: isHandedOver ? 'unknown' : 'later', problem }
}
