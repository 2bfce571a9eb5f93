import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '../../../../src-renderer/ui/announcer.ts'
import { type Answer, type Device, adminApi } from '../api/admin-api.ts'
import { Confirm } from '../parts/confirm.tsx'
import { useInstants } from '../parts/language-names.ts'
import { Problem, type ProblemGiven } from '../parts/problem.tsx'
import { Sheet } from '../parts/sheet.tsx'
import styles from './computers-place.module.css'

interface ComputerSheetProps {
  device: Device
  nameOf: (agentId: string) => string
  onChanged: () => Promise<void>
  onClose: () => void
}

/** One computer: who works at it, how to end that, and what it said when it was erased. */
export function ComputerSheet({ device, nameOf, onChanged, onClose }: ComputerSheetProps) {
  const { t } = useTranslation()
  const instant = useInstants()
  const [refused, setRefused] = useState<ProblemGiven>()
  const act = async (asked: Promise<Answer<unknown>>) => {
    const answer = await asked
    if (!answer.ok) return setRefused(answer)
    setRefused(undefined)
    announce(t('sheet.saved'), 'polite')
    await onChanged()
  }
  return (
    <Sheet title={device.name} onClose={onClose}>
      {refused === undefined ? null : <Problem {...refused} />}
      <dl className={styles.details}>
        <dt>{t('computer.platform')}</dt>
        <dd dir="ltr">{device.platform}</dd>
        <dt>{t('computer.keysTitle')}</dt>
        <dd>{t(`computer.keys.${device.keyStore}`)}</dd>
        <dt>{t('computer.firstSeen')}</dt>
        <dd>{instant(device.firstSeenAt)}</dd>
        <dt>{t('computer.seen')}</dt>
        <dd>{instant(device.lastSeenAt)}</dd>
      </dl>
      <section className={styles.section} aria-label={t('computer.sessions')}>
        <h3 className={styles.title}>{t('computer.sessions')}</h3>
        {device.sessions.length === 0 ? <p className={styles.muted}>{t('computer.noSession')}</p> : null}
        {device.sessions.map(({ id, agentId, lastUsedAt }) => (
          <div key={id} className={styles.item}>
            <span>
              <bdi>{nameOf(agentId)}</bdi> · {t('computer.lastSeen', { at: instant(lastUsedAt) })}
            </span>
            <span>
              <Confirm
                label={t('computer.endSession')}
                question={t('computer.endQuestion', { name: nameOf(agentId) })}
                onConfirm={() => act(adminApi.endSession(id))}
              />
            </span>
          </div>
        ))}
      </section>
      <section className={styles.section} aria-label={t('computer.erasing')}>
        <h3 className={styles.title}>{t('computer.erasing')}</h3>
        {device.wipes.map(({ id, askedAt, receipt }) => (
          <div key={id} className={styles.item}>
            <span>{t('computer.asked', { at: instant(askedAt) })}</span>
            <span className={styles.muted}>
              {receipt === null
                ? t('computer.noReceipt')
                : t('computer.receipt', { at: instant(receipt.wipedAt), count: receipt.unsent })}
            </span>
          </div>
        ))}
        <span>
          {device.isRevoked ? (
            <Confirm
              label={t('computer.allow')}
              question={t('computer.allowQuestion')}
              onConfirm={() => act(adminApi.allow(device.installationId))}
            />
          ) : (
            <Confirm
              label={t('computer.wipe')}
              question={t('computer.wipeQuestion')}
              onConfirm={() => act(adminApi.wipe(device.installationId))}
            />
          )}
        </span>
      </section>
    </Sheet>
  )
}
