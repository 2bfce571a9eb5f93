import { Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { TimelineEntry } from '#shared/domain/message/timeline-entry.ts'
import { useWorkstation } from '../../../connection/workstation-context.ts'
import { inBackground } from '../../../parts/in-background.ts'
import { Button } from '../../../ui/button.tsx'
import { canKeepBack } from './can-take-back.ts'
import styles from './undo-send.module.css'
import { useTakeBack } from './use-take-back.ts'

/** For as long as the reply has not gone out: one's own, or whose one directs. */
export function UndoSend({ entry }: { entry: TimelineEntry }) {
  const { t } = useTranslation()
  const { agent } = useWorkstation()
  const takeBack = useTakeBack()
  if (!canKeepBack(entry, agent)) return null
  return (
    <Button
      look="quiet"
      size="small"
      className={styles.undo}
      icon={<Undo2 size={12} strokeWidth={2} aria-hidden="true" className={styles.mirrored} />}
      onPress={inBackground(() => takeBack(entry))}
    >
      {t('thread.undo')}
    </Button>
  )
}
