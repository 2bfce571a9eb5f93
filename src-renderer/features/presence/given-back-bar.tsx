import { Undo2 } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useWorkstation } from '../../connection/workstation-context.ts'
import { useFormats } from '../../i18n/use-formats.ts'
import { openConversation } from '../../state/navigation.ts'
import { usePresence } from '../../state/presence.ts'
import { announce } from '../../ui/announcer.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'

/** This desk was silent for so long that customers went back to their queues: one line, until it is read. */
export function GivenBackBar() {
  const { t } = useTranslation()
  const { main } = useWorkstation()
  const { time } = useFormats()
  const givenBack = usePresence((view) => view.givenBack)
  const count = givenBack?.conversationIds.length ?? 0
  const title = givenBack ? t('presence.givenBack', { count, time: time.clock(givenBack.sinceAt) }) : ''
  useEffect(() => {
    if (title !== '') announce(title)
  }, [title])
  if (!givenBack) return null
  const [first] = givenBack.conversationIds
  const seen = () => void main.presence.seen().catch(reportError)
  return (
    <Banner
      tone="info"
      icon={<Undo2 size={16} strokeWidth={1.75} aria-hidden="true" />}
      title={title}
      actions={
        <>
          {count === 1 && first !== undefined ? (
            <Button size="small" look="quiet" onPress={() => openConversation(first)}>
              {t('presence.givenBackOpen')}
            </Button>
          ) : null}
          <Button size="small" onPress={seen}>
            {t('presence.givenBackSeen')}
          </Button>
        </>
      }
    />
  )
}
