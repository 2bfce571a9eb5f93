import { Download, Laptop } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Attachment } from '#shared/domain/file/attachment.ts'
import type { TimelineEntry } from '#shared/domain/message/timeline-entry.ts'
import { deskFilePath } from '#shared/rpc/desk-files.ts'
import { useWorkstation } from '../../../connection/workstation-context.ts'
import { FileStepLine } from '../../../parts/files/file-step-line.tsx'
import { isPictureByName } from '../../../parts/files/is-picture-by-name.ts'
import { useAgentName } from '../../../parts/use-agent-name.ts'
import type { FileStep } from '../../../state/files/file-step.ts'
import { stepOf, useOutgoing } from '../../../state/files/outgoing.ts'
import { useIsServerHere } from '../../../state/workstation-state.ts'
import { VisuallyHidden } from '../../../ui/visually-hidden.tsx'
import styles from './attachments.module.css'
import { FileLabel } from './file-label.tsx'

const there = { at: 'there' } as const satisfies FileStep

interface FileOnItsWayProps {
  attachment: Attachment
  entry: TimelineEntry
}

/** A file that the server does not have yet, or would not take: how far it is, or why. Its own desk can show it meanwhile. */
export function FileOnItsWay({ attachment, entry }: FileOnItsWayProps) {
  const { t } = useTranslation()
  const isServerHere = useIsServerHere()
  const outgoing = useOutgoing(({ files }) => files?.get(attachment.fileId))
  const [isMissed, setIsMissed] = useState(false)
  const { fileId, name, bytes } = attachment
  const address = deskFilePath(fileId)
  const hasArrived = useOutgoing(({ arrived }) => arrived.has(attachment.fileId))
  const step = stepIn(entry, fileId) ?? (outgoing ? stepOf(outgoing, isServerHere) : hasArrived ? there : undefined)
  const isHere = outgoing ? outgoing.kept === outgoing.bytes : hasArrived
  const content = (
    <>
      {isHere && isPictureByName(attachment) && !isMissed ? (
        <img
          className={styles.picture}
          src={address}
          alt=""
          loading="lazy"
          decoding="async"
          draggable={false}
          onError={() => setIsMissed(true)}
        />
      ) : null}
      <FileLabel file={{ name, bytes }} action={isHere ? <Download size={14} aria-hidden="true" /> : null} />
    </>
  )
  return (
    <div className={styles.file} data-on-its-way="">
      {isHere ? (
        <a className={styles.link} href={address} download={name}>
          <VisuallyHidden>{t('thread.files.save')} </VisuallyHidden>
          {content}
        </a>
      ) : (
        content
      )}
      <span className={styles.step}>
        {step ? <FileStepLine name={name} step={step} /> : <ElsewhereLine entry={entry} />}
      </span>
    </div>
  )
}

/** Known from the message itself. */
function stepIn({ deliveryState, collidedWith }: TimelineEntry, fileId: string): FileStep | undefined {
  const refused = collidedWith?.files?.find((file) => file.fileId === fileId)
  if (refused && (deliveryState === 'held' || deliveryState === 'withdrawn'))
    return { at: 'refused', kind: refused.kind }
  return undefined
}

/** It is not (any more) on this computer's way to the server. */
function ElsewhereLine({ entry: { authorId, deliveryState } }: { entry: TimelineEntry }) {
  const { t } = useTranslation()
  const { agent } = useWorkstation()
  const nameOf = useAgentName()
  if (deliveryState === 'withdrawn') return null
  return (
    <span className={styles.elsewhere}>
      <Laptop size={12} strokeWidth={2} aria-hidden="true" />
      {authorId === agent.id ? t('thread.files.onItsWay') : t('thread.files.fromDesk', { name: nameOf(authorId) })}
    </span>
  )
}
