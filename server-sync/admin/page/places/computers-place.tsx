import { LaptopMinimal } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Badge } from '../../../../src-renderer/ui/badge.tsx'
import { EmptyState } from '../../../../src-renderer/ui/empty-state.tsx'
import { Skeleton } from '../../../../src-renderer/ui/skeleton.tsx'
import { type Device, adminApi } from '../api/admin-api.ts'
import { useOffice } from '../office-context.ts'
import { useInstants } from '../parts/language-names.ts'
import { Place } from '../parts/place.tsx'
import { Problem, type ProblemGiven } from '../parts/problem.tsx'
import { Row, Rows } from '../parts/rows.tsx'
import { ComputerSheet } from './computer-sheet.tsx'

export function ComputersPlace() {
  const { t } = useTranslation()
  const { view } = useOffice()
  const instant = useInstants()
  const [devices, setDevices] = useState<readonly Device[]>()
  const [refused, setRefused] = useState<ProblemGiven>()
  const [openedId, setOpenedId] = useState<string>()
  const take = useCallback((answer: Awaited<ReturnType<typeof adminApi.devices>>) => {
    if (answer.ok) setDevices(answer.value.devices)
    else setRefused(answer)
  }, [])
  useEffect(() => void adminApi.devices().then(take), [take])
  const nameOf = (agentId: string) => view.get('agent', agentId)?.name ?? t('record.unknown')
  const opened = devices?.find(({ installationId }) => installationId === openedId)
  return (
    <Place title={t('place.computers.title')} lead={t('place.computers.lead')}>
      {refused === undefined ? null : <Problem {...refused} />}
      {devices === undefined && refused === undefined ? <Skeleton rows={4} height="row" /> : null}
      {devices?.length === 0 ? (
        <EmptyState icon={<LaptopMinimal size={24} aria-hidden="true" />} title={t('computer.none')}>
          {t('computer.noneLesson')}
        </EmptyState>
      ) : null}
      {devices && devices.length > 0 ? (
        <Rows label={t('place.computers.title')}>
          {devices.map((device) => (
            <Row
              key={device.installationId}
              icon={<LaptopMinimal size={16} aria-hidden="true" />}
              title={device.name}
              about={`${device.agents.map(({ name }) => name).join(', ')} · ${t('computer.lastSeen', { at: instant(device.lastSeenAt) })}`}
              end={<StateBadge device={device} />}
              onOpen={() => setOpenedId(device.installationId)}
            />
          ))}
        </Rows>
      ) : null}
      {opened ? (
        <ComputerSheet
          device={opened}
          nameOf={nameOf}
          onChanged={() => adminApi.devices().then(take)}
          onClose={() => setOpenedId(undefined)}
        />
      ) : null}
    </Place>
  )
}

function StateBadge({ device: { isRevoked, wipes, keyStore } }: { device: Device }) {
  const { t } = useTranslation()
  const isWiping = wipes.some(({ receipt }) => receipt === null)
  if (isWiping) return <Badge tone="warn">{t('computer.wiping')}</Badge>
  if (isRevoked) return <Badge tone="danger">{t('computer.revoked')}</Badge>
  return <Badge tone={keyStore === 'os-keyring' ? 'ok' : 'outline'}>{t(`computer.keys.${keyStore}`)}</Badge>
}
