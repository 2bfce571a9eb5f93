import { safe } from '@orpc/client'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../commands/use-command.ts'
import { useMain } from '../../connection/main-context.ts'
import { inBackground } from '../../parts/in-background.ts'
import { showNotice } from '../../parts/notice.ts'
import { announce } from '../../ui/announcer.ts'
import { type Unsent, UnsentDialog } from './unsent-dialog.tsx'

/** How a desk is left, from anywhere in a signed-in window. The session itself then closes every window of it. */
export function SessionCommands() {
  const { t } = useTranslation()
  const main = useMain()
  const [unsent, setUnsent] = useState<Unsent | null>(null)

  const lock = async () => {
    setUnsent(null)
    const { error } = await safe(main.session.lock())
    if (error) fail(t('leave.problem.lock'))
  }
  const signOut = async (evenUnsent: boolean) => {
    setUnsent(null)
    const { error, isDefined } = await safe(main.session.signOut({ evenUnsent }))
    if (!error) return
    // Asked for a second time, something was done in between: it has to be known too.
    if (isDefined) setUnsent(error.data)
    else fail(t('leave.problem.signOut'))
  }
  useCommand('session.lock', { run: lock })
  useCommand('session.sign-out', { run: () => signOut(false) })
  return (
    <UnsentDialog
      unsent={unsent}
      onStay={() => setUnsent(null)}
      onLock={inBackground(lock)}
      onLeave={inBackground(() => signOut(true))}
    />
  )
}

function fail(text: string): void {
  announce(text, 'assertive')
  showNotice(text)
}
