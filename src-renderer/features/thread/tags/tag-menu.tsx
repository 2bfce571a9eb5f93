import { Tag } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '#shared/domain/conversation/conversation.ts'
import { addTag } from '../../../actions/conversation-actions.ts'
import { useCommand } from '../../../commands/use-command.ts'
import { keysOf, useCommandName } from '../../../commands/use-command-name.ts'
import { useWorkstation } from '../../../connection/workstation-context.ts'
import { useSubmitFeedback } from '../../../parts/use-submit-feedback.ts'
import { announce } from '../../../ui/announcer.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Popover } from '../../../ui/popover.tsx'
import { TagForm } from './tag-form.tsx'

interface TagMenuProps {
  conversationId: Conversation['id']
  tags: readonly string[]
}

/** Called up with its button or its key; closes with what was chosen, and the focus goes back to where it was. */
export function TagMenu({ conversationId, tags }: TagMenuProps) {
  const { t } = useTranslation()
  const desk = useWorkstation()
  const wasSaved = useSubmitFeedback()
  const name = useCommandName()('conversation.tag')
  const [isOpen, setIsOpen] = useState(false)
  useCommand('conversation.tag', { run: () => setIsOpen(true) })

  const add = async (tag: string) => {
    setIsOpen(false)
    if (tags.includes(tag)) return
    if (wasSaved(await addTag(desk, conversationId, tag))) announce(t('tags.added', { tag }))
  }
  return (
    <Popover
      label={name}
      size="small"
      placement="bottom start"
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      trigger={
        <IconButton label={name} keys={keysOf('conversation.tag')} size="small">
          <Tag size={13} strokeWidth={1.75} />
        </IconButton>
      }
    >
      {() => <TagForm present={tags} onChoose={(tag) => void add(tag).catch(reportError)} />}
    </Popover>
  )
}
