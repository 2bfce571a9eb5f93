import { useTranslation } from 'react-i18next'
import { Mark } from '../../parts/mark.tsx'
import { useWorkstationState } from '../../state/workstation-state.ts'
import styles from './opening.module.css'

/** Before main has said who sits here: an instant, unless main does not answer. */
export function Opening() {
  const { t } = useTranslation()
  const link = useWorkstationState((state) => state.link)
  const lost = link === 'lost' ? 'lost' : link === 'not-let-in' ? 'notLetIn' : null
  return (
    <main className={styles.opening} aria-busy={lost === null}>
      <Mark size={40} />
      <h1 className={styles.title}>{t(lost ? `${lost}.title` : 'opening.title')}</h1>
      {lost ? <p className={styles.words}>{t(`${lost}.lesson`)}</p> : null}
    </main>
  )
}
