import { useEffect, useRef } from 'react'
import { useAroundIn } from '../../state/around.ts'
import { announce } from '../../ui/announcer.ts'
import { classNames } from '../../ui/class-names.ts'
import styles from './around.module.css'
import { AroundIcon } from './around-icon.tsx'
import { useAroundWords } from './use-around-words.ts'

/**
 * Over a conversation: who else is in it. Only that a colleague begins to answer is said aloud; who looks, and every pause
 * and word of the customer, would talk over the agent's own reading.
 */
export function AroundLine({ conversationId }: { conversationId: string }) {
  const all = useAroundWords(useAroundIn(conversationId))
  const replying = all.find(({ kind }) => kind === 'replying')?.words ?? ''
  const said = useRef({ conversationId, replying: '' })
  useEffect(() => {
    const before = said.current.conversationId === conversationId ? said.current.replying : ''
    said.current = { conversationId, replying }
    if (replying !== '' && replying !== before) announce(replying)
  }, [conversationId, replying])
  if (all.length === 0) return null
  return (
    <p className={styles.line} data-around-line="">
      {all.map(({ kind, words }) => (
        <span key={kind} className={classNames(styles.mark, styles[kind])} data-around={kind}>
          <AroundIcon kind={kind} />
          <span>{words}</span>
        </span>
      ))}
    </p>
  )
}
