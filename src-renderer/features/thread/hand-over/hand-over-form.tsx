import { type FormEvent, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { UserRound, UsersRound } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '#shared/domain/conversation/conversation.ts'
import { messageMaxLength } from '#shared/domain/message/message-limits.ts'
import { useDirectory } from '../../../state/directory.ts'
import { Button } from '../../../ui/button.tsx'
import { focusOnEntry } from '../../../ui/focus-on-entry.ts'
import { GrowingTextarea } from '../../../ui/growing-textarea.tsx'
import { TextInput } from '../../../ui/text-input.tsx'
import styles from './hand-over-form.module.css'
import { type HandOverTarget, handOverTargets } from './hand-over-targets.ts'

interface HandOverFormProps {
  conversation: Conversation
  onHandOver: (target: HandOverTarget, note: string) => void
  /** Whoever may direct can also ask: they decide themselves. */
  onOffer?: ((target: HandOverTarget) => void) | undefined
}

const shownMost = 8

/** To whom first, found by a few letters; then what they should know, or nothing. */
export function HandOverForm({ conversation, onHandOver, onOffer }: HandOverFormProps) {
  const [target, setTarget] = useState<HandOverTarget | null>(null)
  return target ? (
    <NoteStep
      target={target}
      onBack={() => setTarget(null)}
      onDone={(note) => onHandOver(target, note)}
      onOffer={onOffer && target.to.kind === 'agent' ? () => onOffer(target) : undefined}
    />
  ) : (
    <TargetStep conversation={conversation} onChoose={setTarget} />
  )
}

interface TargetStepProps {
  conversation: Conversation
  onChoose: (target: HandOverTarget) => void
}

function TargetStep({ conversation, onChoose }: TargetStepProps) {
  const { t } = useTranslation()
  const directory = useDirectory()
  const [words, setWords] = useState('')
  const found = handOverTargets(directory, conversation, words)
  const [first] = found
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (words.trim() !== '' && first) onChoose(first)
  }
  return (
    <form className={styles.form} onSubmit={onSubmit}>
      <TextInput
        label={t('handOver.to')}
        autoComplete="off"
        dir="auto"
        // It was called up to be typed into.
        ref={focusOnEntry}
        value={words}
        onChange={({ target: { value } }) => setWords(value)}
      />
      {found.length === 0 ? <p className={styles.none}>{t('handOver.nobody')}</p> : null}
      <ul className={styles.targets} aria-label={t('handOver.targets')}>
        {found.slice(0, shownMost).map((target) => (
          <li key={target.id}>
            <AriaButton className={styles.target ?? ''} onPress={() => onChoose(target)}>
              {target.to.kind === 'queue' ? (
                <UsersRound size={14} strokeWidth={1.75} aria-hidden="true" />
              ) : (
                <UserRound size={14} strokeWidth={1.75} aria-hidden="true" />
              )}
              <bdi>{target.name}</bdi>
              <span className={styles.kind}>{t(`handOver.kind.${target.to.kind}`)}</span>
            </AriaButton>
          </li>
        ))}
      </ul>
      {found.length > shownMost ? <p className={styles.none}>{t('handOver.more')}</p> : null}
    </form>
  )
}

interface NoteStepProps {
  target: HandOverTarget
  onBack: () => void
  onDone: (note: string) => void
  onOffer: (() => void) | undefined
}

function NoteStep({ target, onBack, onDone, onOffer }: NoteStepProps) {
  const { t } = useTranslation()
  const [note, setNote] = useState('')
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    onDone(note)
  }
  return (
    <form className={styles.form} onSubmit={onSubmit}>
      <p className={styles.chosen}>{t('handOver.chosen', { name: target.name })}</p>
      <label className={styles.note}>
        <span>{t('handOver.note')}</span>
        <GrowingTextarea
          dir="auto"
          maxLength={messageMaxLength}
          ref={focusOnEntry}
          value={note}
          onChange={({ target: { value } }) => setNote(value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onSubmit(event)
          }}
        />
      </label>
      <div className={styles.buttons}>
        <Button type="submit" look="primary" size="small">
          {t('handOver.submit')}
        </Button>
        {onOffer ? (
          <Button size="small" onPress={onOffer}>
            {t('handOver.offer')}
          </Button>
        ) : null}
        <Button size="small" look="quiet" onPress={onBack}>
          {t('handOver.back')}
        </Button>
      </div>
    </form>
  )
}
