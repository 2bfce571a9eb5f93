import { Component, type ReactNode } from 'react'
import { Translation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import styles from './opening.module.css'

/** A bug in a window takes down that window's picture and nothing else: commands, rows and drafts live elsewhere. */
export class WindowBoundary extends Component<{ children: ReactNode }, { isBroken: boolean }> {
  override state = { isBroken: false }

  static getDerivedStateFromError() {
    return { isBroken: true }
  }

  override render() {
    if (!this.state.isBroken) return this.props.children
    return (
      <Translation>
        {(t) => (
          <main className={styles.opening}>
            <h1 className={styles.title}>{t('broken.title')}</h1>
            <p className={styles.words}>{t('broken.lesson')}</p>
            <Button look="primary" onPress={() => location.reload()}>
              {t('broken.reload')}
            </Button>
          </main>
        )}
      </Translation>
    )
  }
}
