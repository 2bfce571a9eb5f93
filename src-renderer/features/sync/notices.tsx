import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { inBackground } from '../../parts/in-background.ts'
import styles from './notices.module.css'

/** Whose work Farline is built on, and under which licences: a file among our own pages, of some hundred kilobytes. */
export function Notices() {
  const { t } = useTranslation()
  const [text, setText] = useState<string | null>(null)
  const read = async () => {
    const answer = await fetch('/third-party-notices.json').catch(() => null)
    setText(answer?.ok ? String(await answer.json()) : t('sync.notices.failed'))
  }
  return (
    <details
      className={styles.notices}
      onToggle={inBackground(async () => {
        if (text === null) await read()
      })}
    >
      <summary>{t('sync.notices.title')}</summary>
      {text === null ? null : (
        <pre
          className={styles.text}
          dir="ltr"
          lang="en"
          tabIndex={0}
          role="region"
          aria-label={t('sync.notices.title')}
        >
          {text}
        </pre>
      )}
    </details>
  )
}
