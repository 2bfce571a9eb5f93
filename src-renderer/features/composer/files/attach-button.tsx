import { Paperclip } from 'lucide-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Offered } from '../../../actions/files/look-through.ts'
import { useCommand } from '../../../commands/use-command.ts'
import { keysOf } from '../../../commands/use-command-name.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { VisuallyHidden } from '../../../ui/visually-hidden.tsx'

/** Lets somebody choose files; by a press or by its keys. */
export function AttachButton({ onChoose }: { onChoose: (offered: readonly Offered<File>[]) => void }) {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  const choose = () => input.current?.click()
  useCommand('write.attach', { run: choose })
  return (
    <>
      <IconButton
        size="small"
        label={t('composer.files.attach')}
        keys={keysOf('write.attach')}
        aria-keyshortcuts={keysOf('write.attach')?.replace('Ctrl', 'Control') ?? ''}
        onPress={choose}
      >
        <Paperclip size={15} strokeWidth={1.75} />
      </IconButton>
      <VisuallyHidden>
        <input
          ref={input}
          type="file"
          multiple
          tabIndex={-1}
          aria-hidden="true"
          onChange={(event) => {
            onChoose([...(event.target.files ?? [])].map((file) => ({ file, isFolder: false })))
            // The same file again is a change as well.
            event.target.value = ''
          }}
        />
      </VisuallyHidden>
    </>
  )
}
