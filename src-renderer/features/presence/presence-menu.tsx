import { UsersRound } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { ChosenState, PresenceWish } from '#shared/sync/presence-protocol.ts'
import { runCommand } from '../../commands/registry.ts'
import { useCommand } from '../../commands/use-command.ts'
import { keysOf, useCommandName } from '../../commands/use-command-name.ts'
import { useWorkstation } from '../../connection/workstation-context.ts'
import { PresenceDot } from '../../parts/presence-dot.tsx'
import { usePresenceWords } from '../../parts/presence-words.ts'
import { useDirectory } from '../../state/directory.ts'
import { usePresence } from '../../state/presence.ts'
import { announce } from '../../ui/announcer.ts'
import { Menu, MenuAction, MenuChoice } from '../../ui/menu.tsx'
import styles from './presence-menu.module.css'

const none = 'none'
const keyOf = ({ state, reasonId }: PresenceWish) => `${state} ${reasonId}`

/** What this agent can do, and what they will do after the conversation that they are in. */
export function PresenceMenu() {
  const { t } = useTranslation()
  const { main, agent } = useWorkstation()
  const own = usePresence((view) => view.own)
  const directory = useDirectory()
  const wordsOf = usePresenceWords()
  const nameOf = useCommandName()
  const reasons = [...directory.values()]
    .filter(({ kind, isActive }) => kind === 'away-reason' && isActive)
    .toSorted((one, other) => one.name.localeCompare(other.name))
  const wishes: readonly PresenceWish[] = [
    ...(['available', 'busy', 'wrap-up', 'away'] as const).map((state) => ({ state, reasonId: '' })),
    ...reasons.map(({ id }) => ({ state: 'away' as const, reasonId: id })),
  ]
  const choices = wishes.map((wish) => ({ id: keyOf(wish), name: wordsOf({ ...wish, cause: 'chosen' }) }))
  const wishOf = (key: string) => wishes.find((wish) => keyOf(wish) === key)

  const choose = (wish: PresenceWish) => {
    main.presence.choose(wish).then(() => announce(wordsOf({ ...wish, cause: 'chosen' })), reportError)
  }
  const chooseNext = (next: PresenceWish | null) => void main.presence.chooseNext({ next }).catch(reportError)
  const command = (state: ChosenState) => ({ run: () => choose({ state, reasonId: '' }) })
  useCommand('presence.available', command('available'))
  useCommand('presence.busy', command('busy'))
  useCommand('presence.wrap-up', command('wrap-up'))
  useCommand('presence.away', command('away'))

  if (!own) return null
  const words = wordsOf(own)
  const next = own.next ? wordsOf({ ...own.next, cause: 'chosen' }) : undefined
  const label =
    next === undefined ? t('presence.label', { state: words }) : t('presence.labelNext', { state: words, next })
  return (
    <Menu
      label={t('presence.title')}
      trigger={
        <AriaButton className={styles.trigger ?? ''} aria-label={label} data-own-presence={own.state}>
          <PresenceDot state={own.state} />
          <span className={styles.words} aria-hidden="true">
            {next === undefined ? words : t('presence.then', { state: words, next })}
          </span>
        </AriaButton>
      }
    >
      <MenuChoice
        name="now"
        title={t('presence.now')}
        choices={choices}
        chosen={keyOf({ state: own.state === 'offline' ? 'away' : own.state, reasonId: own.reasonId })}
        onChoose={(key) => {
          const wish = wishOf(key)
          if (wish) choose(wish)
        }}
      />
      <MenuChoice
        name="next"
        title={t('presence.next')}
        choices={[{ id: none, name: t('presence.nextNone') }, ...choices.slice(1)]}
        chosen={own.next ? keyOf(own.next) : none}
        onChoose={(key) => chooseNext(wishOf(key) ?? null)}
      />
      {agent.rights.includes('conversation.direct') ? (
        <MenuAction
          id="team"
          icon={<UsersRound size={14} aria-hidden="true" />}
          name={nameOf('window.team')}
          detail={keysOf('window.team')}
          onAction={() => runCommand('window.team')}
        />
      ) : null}
    </Menu>
  )
}
