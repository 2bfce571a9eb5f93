import {
  Building2,
  LaptopMinimal,
  LogOut,
  MapPin,
  NotebookText,
  Route,
  ShieldCheck,
  Store,
  TextCursorInput,
  Users,
} from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../../src-renderer/ui/button.tsx'
import { adminApi } from './api/admin-api.ts'
import { useOffice } from './office-context.ts'
import styles from './office-page.module.css'
import { Appearance } from './parts/appearance.tsx'
import { AgentsPlace } from './places/agents-place.tsx'
import { BrandsPlace } from './places/brands-place.tsx'
import { ComputersPlace } from './places/computers-place.tsx'
import { FieldsPlace } from './places/fields-place.tsx'
import { OrganisationPlace } from './places/organisation-place.tsx'
import { QueuesPlace } from './places/queues-place.tsx'
import { RecordPlace } from './places/record-place.tsx'
import { RolesPlace } from './places/roles-place.tsx'
import { SitesPlace } from './places/sites-place.tsx'

const places = {
  agents: { Icon: Users, Inside: AgentsPlace, right: undefined },
  roles: { Icon: ShieldCheck, Inside: RolesPlace, right: undefined },
  sites: { Icon: MapPin, Inside: SitesPlace, right: undefined },
  brands: { Icon: Store, Inside: BrandsPlace, right: undefined },
  queues: { Icon: Route, Inside: QueuesPlace, right: undefined },
  fields: { Icon: TextCursorInput, Inside: FieldsPlace, right: undefined },
  organisation: { Icon: Building2, Inside: OrganisationPlace, right: undefined },
  computers: { Icon: LaptopMinimal, Inside: ComputersPlace, right: 'device.manage' },
  record: { Icon: NotebookText, Inside: RecordPlace, right: 'audit.read' },
} as const
type PlaceName = keyof typeof places

const placeInAddress = (): PlaceName => {
  const name = location.hash.slice(1)
  return Object.hasOwn(places, name) ? (name as PlaceName) : 'agents'
}

export function OfficePage() {
  const { t, i18n } = useTranslation()
  const { directory, view, may, onSignedOut } = useOffice()
  const [place, setPlace] = useState(placeInAddress)
  useEffect(() => {
    const follow = () => setPlace(placeInAddress())
    addEventListener('hashchange', follow)
    return () => removeEventListener('hashchange', follow)
  }, [])
  const title = t(`place.${place}.title`)
  useEffect(() => void (document.title = `${title} · Farline`), [title, i18n.language])
  const visible = (Object.keys(places) as PlaceName[]).filter((name) => {
    const { right } = places[name]
    return right === undefined || may(right)
  })
  const { Inside } = places[visible.includes(place) ? place : 'agents']
  const me = view.get('agent', directory.me.agentId)
  return (
    <div className={styles.office}>
      <header className={styles.side}>
        <p className={styles.name}>
          <bdi>{view.get('organisation', directory.me.organisationId)?.name}</bdi>
        </p>
        <p className={styles.sub}>{t('office.title')}</p>
        <nav aria-label={t('office.places')} className={styles.links}>
          {visible.map((name) => {
            const { Icon } = places[name]
            return (
              <a
                key={name}
                href={`#${name}`}
                className={styles.link}
                aria-current={name === place ? 'page' : undefined}
              >
                <Icon size={16} aria-hidden="true" />
                {t(`place.${name}.title`)}
              </a>
            )
          })}
        </nav>
        <div className={styles.end}>
          <p className={styles.me}>
            <bdi>{me?.name}</bdi>
          </p>
          <Appearance />
          <Button
            look="quiet"
            size="small"
            icon={<LogOut size={14} aria-hidden="true" />}
            onPress={() => void adminApi.signOut().then(onSignedOut)}
          >
            {t('office.signOut')}
          </Button>
        </div>
      </header>
      {/* It scrolls, and what is long may hold nothing to step to. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <main className={styles.main} tabIndex={0}>
        <Inside />
      </main>
    </div>
  )
}
