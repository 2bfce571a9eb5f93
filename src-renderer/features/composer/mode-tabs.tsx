import { LockKeyhole, Reply } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ComposerMode } from '../../state/composing.ts'
import { classNames } from '../../ui/class-names.ts'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import styles from './mode-tabs.module.css'

interface ModeTabsProps {
  mode: ComposerMode
  onMode: (mode: ComposerMode) => void
  hasDraft: Record<ComposerMode, boolean>
}

const modes = [
  { mode: 'reply', Icon: Reply },
  { mode: 'note', Icon: LockKeyhole },
] as const

/** To whom: the customer or colleagues. The other one shows when something unfinished waits in it. */
export function ModeTabs({ mode: chosen, onMode, hasDraft }: ModeTabsProps) {
  const { t } = useTranslation()
  return (
    <fieldset className={styles.tabs} aria-label={t('composer.mode')}>
      {modes.map(({ mode, Icon }) => (
        <button
          key={mode}
          type="button"
          aria-pressed={mode === chosen}
          className={classNames(styles.tab, mode === chosen && styles.chosen)}
          onClick={() => onMode(mode)}
        >
          <Icon size={13} strokeWidth={2} aria-hidden="true" />
          {t(`composer.${mode}`)}
          {mode !== chosen && hasDraft[mode] ? (
            <span className={styles.dot} title={t('composer.hasDraft')}>
              <VisuallyHidden>{t('composer.hasDraft')}</VisuallyHidden>
            </span>
          ) : null}
        </button>
      ))}
      {chosen === 'note' ? <span className={styles.reminder}>{t('note.onlyColleagues')}</span> : null}
    </fieldset>
  )
}
