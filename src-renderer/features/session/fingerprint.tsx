import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { fingerprintGroups } from './fingerprint-groups.ts'
import styles from './fingerprint.module.css'

/** To be compared by a person, with one that came another way. */
export function Fingerprint({ fingerprint }: { fingerprint: string }) {
  const { t } = useTranslation()
  const titleId = useId()
  return (
    <section className={styles.section} aria-labelledby={titleId}>
      <h2 className={styles.title} id={titleId}>
        {t('server.fingerprint.title')}
      </h2>
      <ol className={styles.groups} dir="ltr">
        {fingerprintGroups(fingerprint).map((group, index) => (
          // A fingerprint never changes while it is shown, and may hold the same group twice.
          <li key={`${index}-${group}`}>
            <code>{group}</code>
          </li>
        ))}
      </ol>
      <p className={styles.lesson}>{t('server.fingerprint.lesson')}</p>
    </section>
  )
}
