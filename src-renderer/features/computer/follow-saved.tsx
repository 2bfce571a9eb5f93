import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { follow } from '../../connection/follow.ts'
import { useMain } from '../../connection/main-context.ts'
import { showNotice } from '../../parts/notice.ts'
import { announce } from '../../ui/announcer.ts'

/** Says where a file went, in the window that somebody looks at. */
export function FollowSaved() {
  const { t } = useTranslation()
  const main = useMain()
  useEffect(() => {
    const abort = new AbortController()
    follow(
      (options) => main.os.downloads.watch(undefined, options),
      ({ name, state }) => {
        const words = t(state === 'saved' ? 'saved.done' : 'saved.failed', { name })
        if (document.hasFocus()) announce(words, state === 'saved' ? 'polite' : 'assertive')
        if (state === 'failed') showNotice(words)
      },
      abort,
    ).catch(reportError)
    return () => abort.abort()
  }, [main, t])
  return null
}
