import { useTranslation } from 'react-i18next'
import { Avatar } from '../../../ui/avatar.tsx'
import { classNames } from '../../../ui/class-names.ts'
import styles from './mention-list.module.css'
import type { Mentions } from './use-mentions.ts'

export const mentionListId = 'mention-list'
export const mentionId = (index: number) => `mention-${index}`

/** Stands above the text, and is led by the keys that are pressed in it. */
export function MentionList({ found, cursor, choose }: Mentions) {
  const { t } = useTranslation()
  if (found.length === 0) return null
  return (
    <div id={mentionListId} role="listbox" aria-label={t('mention.label')} className={styles.list}>
      {found.map((person, index) => (
        // Out of the tab order: the text field keeps the focus, and its keys lead here.
        <button
          key={person.id}
          id={mentionId(index)}
          type="button"
          role="option"
          tabIndex={-1}
          aria-selected={index === cursor}
          className={classNames(styles.person, index === cursor && styles.current)}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => choose(person)}
        >
          <Avatar id={person.id} name={person.name} size="small" />
          <bdi>{person.name}</bdi>
        </button>
      ))}
    </div>
  )
}
