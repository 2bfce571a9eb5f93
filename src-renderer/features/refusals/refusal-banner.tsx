import { OctagonX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { RefusalCard } from '#shared/rpc/queries-contract.ts'
import { fileSize } from '#shared/words/file-size.ts'
import { putFilesBack } from '../../actions/files/file-actions.ts'
import { useWorkstation } from '../../connection/workstation-context.ts'
import { useFormats } from '../../i18n/use-formats.ts'
import { inBackground } from '../../parts/in-background.ts'
import { useSubmitFeedback } from '../../parts/use-submit-feedback.ts'
import { handBack } from '../../state/composing.ts'
import { openConversation } from '../../state/navigation.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { ChangedDetail, isChangedDetail } from './changed-detail.tsx'
import styles from './refusal-banner.module.css'
import { type RefusalRetry, retryOf } from './retry-of.ts'
import { useRefusalWords } from './use-refusal-words.ts'

/** One refusal: what was wanted, what is so now, what can be done. The words that were written are always here. */
export function RefusalBanner({ card }: { card: RefusalCard }) {
  const { t } = useTranslation()
  const desk = useWorkstation()
  const words = useRefusalWords()
  const wasSaved = useSubmitFeedback()
  const { locale } = useFormats()
  const { conversationId, text, files } = card
  const isWritten = text !== null || files.length > 0
  const retry = retryOf(card, desk.agent)

  const dismiss = () => desk.queries.refusals.dismiss({ commandId: card.commandId })
  const again = async (chosen: RefusalRetry) => {
    if (wasSaved(await chosen.run(desk))) await dismiss()
  }
  const edit = async () => {
    if (conversationId === null || !isWritten) return
    openConversation(conversationId)
    // Only what was meant for the customer: a word to colleagues must never end up in a reply.
    handBack(conversationId, card.type === 'message.send' ? 'reply' : 'note', text ?? '')
    await putFilesBack(desk, conversationId, files)
    await dismiss()
  }

  return (
    <Banner
      tone="danger"
      icon={<OctagonX size={16} strokeWidth={1.75} aria-hidden="true" />}
      title={words.title(card)}
      actions={
        <>
          {retry ? (
            <Button size="small" onPress={inBackground(() => again(retry))}>
              {t(`refusal.${retry.name}`)}
            </Button>
          ) : null}
          {conversationId !== null && isWritten ? (
            <Button size="small" onPress={inBackground(edit)}>
              {t('refusal.edit')}
            </Button>
          ) : null}
          {conversationId === null || isWritten ? null : (
            <Button size="small" look="quiet" onPress={() => openConversation(conversationId)}>
              {t('refusal.show')}
            </Button>
          )}
          <Button size="small" look="quiet" onPress={inBackground(dismiss)}>
            {t('refusal.dismiss')}
          </Button>
        </>
      }
    >
      <p>{words.reason(card)}</p>
      {isChangedDetail(card) ? (
        <ChangedDetail card={card} onDone={dismiss} />
      ) : text === null ? null : (
        <blockquote className={styles.text} dir="auto">
          {text}
        </blockquote>
      )}
      {files.length === 0 ? null : (
        <ul className={styles.files} aria-label={t('thread.files.label')}>
          {files.map(({ fileId, name, bytes }) => (
            <li key={fileId}>
              <bdi>{name}</bdi> ({fileSize(bytes, locale)})
            </li>
          ))}
        </ul>
      )}
    </Banner>
  )
}
