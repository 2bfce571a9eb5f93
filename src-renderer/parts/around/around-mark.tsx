import { useAroundIn } from '../../state/around.ts'
import { classNames } from '../../ui/class-names.ts'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import styles from './around.module.css'
import { AroundIcon } from './around-icon.tsx'
import { useAroundWords } from './use-around-words.ts'

/** In a list: that somebody is in there, and what they do. */
export function AroundMark({ conversationId }: { conversationId: string }) {
  const all = useAroundWords(useAroundIn(conversationId))
  const [first] = all
  if (!first) return null
  const words = all.map((each) => each.words).join(' · ')
  return (
    <span className={classNames(styles.mark, styles[first.kind])} title={words} data-around={first.kind}>
      <AroundIcon kind={first.kind} />
      <VisuallyHidden>{words}</VisuallyHidden>
    </span>
  )
}
