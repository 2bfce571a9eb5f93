import { LockKeyhole, SendHorizontal } from 'lucide-react'
import { type ClipboardEvent, type KeyboardEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { joinTexts } from '#shared/domain/draft/merge-texts.ts'
import { messageMaxLength } from '#shared/domain/message/message-limits.ts'
import type { InboxRow } from '#shared/rpc/queries-contract.ts'
import { useCommand } from '../../commands/use-command.ts'
import { keysOf } from '../../commands/use-command-name.ts'
import { useCustomerName } from '../../parts/customer-name.ts'
import { startComposing, useComposing } from '../../state/composing.ts'
import { noteTyping, stopTyping } from '../../state/typing.ts'
import { useWorkstationState } from '../../state/workstation-state.ts'
import { announce } from '../../ui/announcer.ts'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { GrowingTextarea } from '../../ui/growing-textarea.tsx'
import styles from './composer.module.css'
import { ComposerHint } from './composer-hint.tsx'
import { ComposerStatus } from './composer-status.tsx'
import { AttachButton } from './files/attach-button.tsx'
import { DropZone } from './files/drop-zone.tsx'
import { filesOfTransfer, isFilePaste } from './files/files-of-transfer.ts'
import { ReplyFiles } from './files/reply-files.tsx'
import { useReplyFiles } from './files/use-reply-files.ts'
import { MentionList, mentionId, mentionListId } from './mentions/mention-list.tsx'
import { useMentions } from './mentions/use-mentions.ts'
import { ModeTabs } from './mode-tabs.tsx'
import { useDrafts } from './use-drafts.ts'
import { useKeptCaret } from './use-kept-caret.ts'
import { useSend } from './use-send.ts'
import { useWritingPlace } from './use-writing-place.ts'

/** Where an agent writes: to the customer, or a note to colleagues. The two look, sound and are worded differently. */
export function Composer({ row }: { row: InboxRow }) {
  const { t } = useTranslation()
  const conversationId = row.conversation.id
  const { mode, focusTurn, handedBack } = useComposing()
  const enterSends = useWorkstationState((state) => state.preferences.enterSends)
  const { drafts, shown } = useDrafts(conversationId)
  const replyFiles = useReplyFiles(conversationId, shown.files)
  const { send: sendDraft, sent, forget } = useSend({ row, drafts, files: replyFiles.files })
  const place = useRef<HTMLElement>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  const name = useCustomerName()(row.customerName)
  const text = shown[mode]
  const isNote = mode === 'note'
  const hasFiles = !isNote && replyFiles.files.length > 0
  /** Why it cannot be sent yet: what of its files is not here goes nowhere. */
  const hold = isNote ? null : replyFiles.hold
  const send = async (written: typeof mode) => {
    if (hold !== null) return announce(t(`composer.files.hold.${hold}`), 'assertive')
    stopTyping()
    await sendDraft(written)
  }
  useKeptCaret(field, mode, text)
  const write = (next: string) => {
    forget()
    drafts.change(mode, next)
    if (next.trim() === '') stopTyping()
    else noteTyping(conversationId, mode)
  }
  const mentions = useMentions({ field, conversation: row.conversation, isOn: isNote, text, onText: write })

  useCommand('write.reply', { run: () => startComposing('reply') })
  useCommand('write.note', { run: () => startComposing('note') })
  useCommand('write.send', { isAvailable: () => document.activeElement === field.current, run: () => send(mode) })

  // A note is a deliberate step in each conversation; nobody arrives in one by accident.
  const firstTurn = useRef(focusTurn)
  useEffect(() => {
    if (useComposing.getState().handedBack?.conversationId !== conversationId) useComposing.setState({ mode: 'reply' })
  }, [conversationId])
  useWritingPlace(field, conversationId, mode, text)

  useEffect(() => {
    if (focusTurn !== firstTurn.current) field.current?.focus()
  }, [focusTurn])

  useEffect(() => {
    if (handedBack?.conversationId !== conversationId) return
    drafts.change(handedBack.mode, joinTexts(drafts.get()[handedBack.mode], handedBack.text), 'now')
    useComposing.setState({ handedBack: null })
    forget()
    field.current?.focus()
  }, [handedBack, conversationId, drafts, forget])

  const onKeyDown = (event: KeyboardEvent) => {
    if (mentions.onKeyDown(event)) return
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.keyCode === 229) return
    if (!enterSends || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    send(mode).catch(reportError)
  }

  const take = (offered: Parameters<typeof replyFiles.take>[0]) => {
    replyFiles.take(offered, isNote)
    field.current?.focus()
  }
  const onPaste = (event: ClipboardEvent) => {
    if (!isFilePaste(event.clipboardData)) return
    event.preventDefault()
    take(filesOfTransfer(event.clipboardData))
  }

  return (
    <section ref={place} className={styles.place} data-pane="composer" aria-label={t('composer.label')}>
      <ComposerHint row={row} />
      <DropZone inside={place} isNote={isNote} onDrop={take} />
      <div className={classNames(styles.box, isNote ? styles.note : styles.reply)} data-mode={mode}>
        <ModeTabs
          mode={mode}
          onMode={startComposing}
          hasDraft={{ reply: shown.reply !== '' || replyFiles.files.length > 0, note: shown.note !== '' }}
        />
        <MentionList {...mentions} />
        <GrowingTextarea
          ref={field}
          className={styles.field}
          aria-label={isNote ? t('composer.noteLabel') : t('composer.replyLabel', { name })}
          placeholder={isNote ? t('composer.notePlaceholder') : t('composer.replyPlaceholder', { name })}
          dir="auto"
          data-pane-entry=""
          maxLength={messageMaxLength}
          value={text}
          onChange={(event) => {
            write(event.target.value)
            mentions.look()
          }}
          onSelect={mentions.look}
          {...(mentions.found.length > 0
            ? { 'aria-controls': mentionListId, 'aria-activedescendant': mentionId(mentions.cursor) }
            : {})}
          onBlur={drafts.keepNow}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
        />
        <ReplyFiles replyFiles={replyFiles} isNote={isNote} field={field} />
        <footer className={styles.foot}>
          {isNote ? null : <AttachButton onChoose={take} />}
          <ComposerStatus
            sent={sent}
            hold={hold}
            keeping={shown.keeping}
            enterSends={enterSends}
            isEmpty={text === ''}
          />
          <Button
            look={isNote ? 'note' : 'primary'}
            size="small"
            isDisabled={hold !== null || (text.trim() === '' && !hasFiles)}
            aria-keyshortcuts={keysOf('write.send')?.replace('Ctrl', 'Control') ?? ''}
            icon={
              isNote ? (
                <LockKeyhole size={14} aria-hidden="true" />
              ) : (
                <SendHorizontal size={14} aria-hidden="true" className={styles.mirrored} />
              )
            }
            onPress={() => {
              send(mode).catch(reportError)
              field.current?.focus()
            }}
          >
            {t(isNote ? 'composer.addNote' : 'composer.send')}
          </Button>
        </footer>
      </div>
    </section>
  )
}
