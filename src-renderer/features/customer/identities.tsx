import { AtSign } from 'lucide-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Channel } from '#shared/domain/conversation/conversation.ts'
import type { Customer } from '#shared/domain/customer/customer.ts'
import { ChannelIcon } from '../../parts/channel-icon.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import styles from './identities.module.css'

const channels = ['chat', 'email', 'whatsapp', 'messenger', 'instagram', 'sms', 'phone'] satisfies Channel[]
const isChannel = (name: string): name is Channel => channels.some((channel) => channel === name)

/** Under which names and numbers the same person is known. */
export const Identities = memo(function Identities({ customers }: { customers: readonly Customer[] }) {
  const { t } = useTranslation()
  const known = customers.flatMap(({ email, phone, identities }) => [
    { channel: 'email', handle: email },
    { channel: 'phone', handle: phone },
    ...identities,
  ])
  const byHandle = new Map(known.toReversed().map((identity) => [identity.handle, identity]))
  const all = [...byHandle.values()].toReversed().filter(({ handle }) => handle !== '')
  if (all.length === 0) return <p className={styles.none}>{t('customer.noIdentities')}</p>
  return (
    <ul className={styles.list}>
      {all.map(({ channel, handle }) => (
        <li key={`${channel} ${handle}`} className={styles.identity}>
          {isChannel(channel) ? (
            <>
              <ChannelIcon channel={channel} size={13} />
              <VisuallyHidden>{t(`channel.${channel}`)}</VisuallyHidden>
            </>
          ) : (
            <AtSign size={13} strokeWidth={1.75} aria-hidden="true" />
          )}
          <bdi className={styles.handle}>{handle}</bdi>
        </li>
      ))}
    </ul>
  )
})
