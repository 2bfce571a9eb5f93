import { NotebookPen, PanelsTopLeft, UserRoundCheck, UserRoundPlus } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { notWaiting } from '#shared/domain/conversation/not-waiting.ts'
import type { InboxRow } from '#shared/rpc/queries-contract.ts'
import { assignConversation } from '../../actions/conversation-actions.ts'
import { openWindow } from '../../actions/open-window.ts'
import { submitWriting } from '../../actions/writing-actions.ts'
import { useWorkstation } from '../../connection/workstation-context.ts'
import { useFormats } from '../../i18n/use-formats.ts'
import { useCustomerName } from '../../parts/customer-name.ts'
import { inBackground } from '../../parts/in-background.ts'
import { useColleagues } from '../../parts/use-colleagues.ts'
import { useSubmitFeedback } from '../../parts/use-submit-feedback.ts'
import { useNow } from '../../state/now.ts'
import { announce } from '../../ui/announcer.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu, MenuAction } from '../../ui/menu.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import styles from './team-page.module.css'

/** One conversation that somebody has, and what a lead can do about it without leaving the list. */
export function TeamWorkItem({ row }: { row: InboxRow }) {
  const { t } = useTranslation()
  const desk = useWorkstation()
  const { time } = useFormats()
  const now = useNow()
  const wasSaved = useSubmitFeedback()
  const { conversation } = row
  const { id, subject, assigneeId, brandId, language, waitingSinceAt } = conversation
  const colleagues = useColleagues(brandId).filter((colleague) => colleague.id !== assigneeId)
  const customer = useCustomerName()(row.customerName)
  const [isNoting, setIsNoting] = useState(false)

  const give = (toId: string, said: string) =>
    inBackground(async () => {
      if (wasSaved(await assignConversation(desk, id, toId, assigneeId))) announce(said)
    })
  const note = async (text: string) => {
    const entryId = desk.newId()
    const mentions = assigneeId === null ? [] : [assigneeId]
    if (wasSaved(await submitWriting(desk, { mode: 'note', entryId, conversationId: id, text, mentions }))) {
      announce(t('team.noted'))
      setIsNoting(false)
    }
  }
  return (
    <li className={styles.item} data-conversation={id}>
      <div className={styles.words}>
        <p className={styles.subject} dir="auto" lang={language || undefined}>
          {subject}
        </p>
        <p className={styles.customer}>
          <bdi>{customer}</bdi>
          {waitingSinceAt < notWaiting ? ` · ${t('inbox.waiting', { span: time.span(now - waitingSinceAt) })}` : null}
        </p>
      </div>
      <div className={styles.actions}>
        {assigneeId === desk.agent.id ? null : (
          <IconButton label={t('team.take', { subject })} size="small" onPress={give(desk.agent.id, t('team.taken'))}>
            <UserRoundCheck size={15} strokeWidth={1.75} />
          </IconButton>
        )}
        <Menu
          label={t('team.assign', { subject })}
          trigger={
            <IconButton label={t('team.assign', { subject })} size="small">
              <UserRoundPlus size={15} strokeWidth={1.75} />
            </IconButton>
          }
        >
          {colleagues.map((colleague) => (
            <MenuAction
              key={colleague.id}
              id={colleague.id}
              name={colleague.name}
              onAction={give(colleague.id, t('team.assigned', { name: colleague.name }))}
            />
          ))}
        </Menu>
        <IconButton label={t('team.note', { subject })} size="small" onPress={() => setIsNoting(!isNoting)}>
          <NotebookPen size={15} strokeWidth={1.75} />
        </IconButton>
        <IconButton
          label={t('team.open', { subject })}
          size="small"
          onPress={inBackground(() =>
            openWindow(desk, { kind: 'conversation', conversationId: id }, t('problem.window')),
          )}
        >
          <PanelsTopLeft size={15} strokeWidth={1.75} />
        </IconButton>
      </div>
      {isNoting ? <NoteForm onNote={note} /> : null}
    </li>
  )
}

function NoteForm({ onNote }: { onNote: (text: string) => Promise<void> }) {
  const { t } = useTranslation()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const text = new FormData(event.currentTarget).get('note')
    if (typeof text === 'string' && text.trim() !== '') inBackground(() => onNote(text.trim()))()
  }
  return (
    <form className={styles.note} onSubmit={submit}>
      <TextInput label={t('team.noteLabel')} name="note" dir="auto" autoComplete="off" />
      <Button look="note" size="small" type="submit">
        {t('composer.addNote')}
      </Button>
    </form>
  )
}
