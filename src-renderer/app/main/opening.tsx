import { useTranslation } from 'react-i18next'
import { Mark } from '../../parts/mark.tsx'
import { useWorkstationState } from '../../state/workstation-state.ts'
import styles from './opening.module.css'

/** Before main has said who sits here: an instant, unless main does not answer. */
export function Opening() {
  const { t } = useTranslation()
  const isLost = useWorkstationState((state) => state.link === 'lost')
  return (
    <main className={styles.opening} aria-busy={!isLost}>
      <Mark size={40} />
      <h1 className={styles.title}>{t(isLost ? 'lost.title' : 'opening.title')}</h1>
      {isLost ? <p className={styles.words}>{t('lost.lesson')}</p> : null}
    </main>
  )
}
