import { X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type CommandInfo, commandIds, commandInfo } from '../../commands/catalogue.ts'
import { isMac, keyNames } from '../../commands/key-names.ts'
import { useCommand } from '../../commands/use-command.ts'
import { useCommandName } from '../../commands/use-command-name.ts'
import header from '../../parts/pane-header.module.css'
import { closeOverlay, showOverlay, useOverlays } from '../../state/overlays.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { OverlayPanel } from '../../ui/overlay-panel.tsx'
import styles from './key-help.module.css'
import { ScrollRegion } from '../../ui/scroll-region.tsx'

const groups = ['go', 'conversation', 'write', 'window'] as const satisfies readonly CommandInfo['group'][]

/** Every key, from the same list that makes them work. */
export function KeyHelp() {
  const { t } = useTranslation()
  const nameOf = useCommandName()
  const isOpen = useOverlays(({ open }) => open === 'help')
  useCommand('help.open', { run: () => showOverlay('help') })
  return (
    <OverlayPanel label={t('help.title')} isOpen={isOpen} onClose={closeOverlay} place="top">
      <header className={header.header}>
        <h2 className={header.title}>{t('help.title')}</h2>
        <IconButton label={t('help.close')} size="small" onPress={closeOverlay}>
          <X size={16} strokeWidth={1.75} />
        </IconButton>
      </header>
      <ScrollRegion className={styles.groups} label={t('help.title')}>
        {groups.map((group) => (
          <section key={group}>
            <h3 className={styles.heading}>{t(`help.group.${group}`)}</h3>
            <dl className={styles.list}>
              {commandIds
                .filter((id) => commandInfo(id).group === group && commandInfo(id).keys.length > 0)
                .map((id) => (
                  <div key={id} className={styles.line}>
                    <dt>{nameOf(id)}</dt>
                    <dd>
                      {commandInfo(id).keys.map((keys) => (
                        <Kbd key={keys}>{keyNames(keys, isMac)}</Kbd>
                      ))}
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </ScrollRegion>
      <p className={styles.foot}>{t('help.textFields')}</p>
    </OverlayPanel>
  )
}
