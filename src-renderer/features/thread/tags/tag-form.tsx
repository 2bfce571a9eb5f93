import { type FormEvent, useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tagMaxLength } from '#shared/domain/conversation/tag-limits.ts'
import { useLive } from '../../../connection/use-live.ts'
import { useWorkstation } from '../../../connection/workstation-context.ts'
import { focusOnEntry } from '../../../ui/focus-on-entry.ts'
import { Button } from '../../../ui/button.tsx'
import { TextInput } from '../../../ui/text-input.tsx'
import { spelledAsKnown, suggestTags } from './suggest-tags.ts'
import styles from './tag-form.module.css'

/** As many of the open conversations as one query gives: enough to know which tags are in use. */
const most = 500

interface TagFormProps {
  present: readonly string[]
  onChoose: (tag: string) => void
}

/** A field that takes any word, and the tags in use one Tab further. */
export function TagForm({ present, onChoose }: TagFormProps) {
  const { t } = useTranslation()
  const { queries } = useWorkstation()
  const [words, setWords] = useState('')
  const inUse = useLive(
    useCallback(
      (options: { signal: AbortSignal }) =>
        queries.inbox.watch({ view: 'open', order: 'recent', limit: most }, options),
      [queries],
    ),
    'tags in use',
  )
  const conversations = inUse?.rows.map(({ conversation }) => conversation) ?? []
  const suggested = suggestTags(words, present, conversations)

  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    const tag = spelledAsKnown(words, [...present, ...conversations.flatMap(({ tags }) => tags)])
    if (tag !== '') onChoose(tag)
  }
  return (
    <form className={styles.form} onSubmit={onSubmit}>
      <div className={styles.line}>
        <TextInput
          label={t('tags.field')}
          dir="auto"
          autoComplete="off"
          maxLength={tagMaxLength}
          // It was called up to be typed into.
          ref={focusOnEntry}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        <Button type="submit" look="primary" isDisabled={words.trim() === ''}>
          {t('tags.add')}
        </Button>
      </div>
      {suggested.length === 0 ? null : (
        <ul className={styles.suggested} aria-label={t('tags.suggested')}>
          {suggested.map((tag) => (
            <li key={tag}>
              <Button size="small" onPress={() => onChoose(tag)}>
                <bdi>{tag}</bdi>
              </Button>
            </li>
          ))}
        </ul>
      )}
    </form>
  )
}
