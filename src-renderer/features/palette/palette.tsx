import { ListFilter, Search, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { Autocomplete, Header, Input, Menu, MenuItem, MenuSection, TextField } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { type CommandId, commandInfo } from '../../commands/catalogue.ts'
import { isCommandAvailable, runCommand } from '../../commands/registry.ts'
import { useCommand } from '../../commands/use-command.ts'
import { keysOf, useCommandName } from '../../commands/use-command-name.ts'
import { ChannelIcon } from '../../parts/channel-icon.tsx'
import { inBackground } from '../../parts/in-background.ts'
import { goToSavedView, openConversation } from '../../state/navigation.ts'
import { closeOverlay, showOverlay, useOverlays } from '../../state/overlays.ts'
import { Kbd } from '../../ui/kbd.tsx'
import { OverlayPanel } from '../../ui/overlay-panel.tsx'
import { useTakeBackDoing } from '../../parts/use-take-back-doing.ts'
import { GroupIcon } from './group-icon.tsx'
import styles from './palette.module.css'
import { usePaletteDoings } from './use-palette-doings.ts'
import { usePaletteViews } from './use-palette-views.ts'
import { usePaletteResults } from './use-palette-results.ts'
import { ScrollRegion } from '../../ui/scroll-region.tsx'

/** Everything that can be done now, and every conversation on this desk, under one key. */
export function Palette() {
  const { t } = useTranslation()
  const isOpen = useOverlays(({ open }) => open === 'palette')
  useCommand('palette.open', { run: () => showOverlay('palette') })
  useCommand('palette.search', { run: () => showOverlay('palette') })
  return (
    <OverlayPanel label={t('palette.label')} isOpen={isOpen} onClose={closeOverlay} place="top">
      <PaletteContent />
    </OverlayPanel>
  )
}

function PaletteContent() {
  const { t } = useTranslation()
  const nameOf = useCommandName()
  const [words, setWords] = useState('')
  const { commands, conversations } = usePaletteResults(words, nameOf, isCommandAvailable)
  const doings = usePaletteDoings(words)
  const takeBack = useTakeBackDoing()
  const views = usePaletteViews(words)
  const isNothing = commands.length === 0 && views.length === 0 && conversations.length === 0 && doings.length === 0

  const act = (action: () => void) => {
    closeOverlay()
    // After the dialog has given the focus back: what the command focuses must keep it.
    setTimeout(action)
  }
  return (
    <Autocomplete inputValue={words} onInputChange={setWords} disableAutoFocusFirst={false}>
      {/* The dialog was called up to be typed into. */}
      {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
      <TextField aria-label={t('palette.label')} autoFocus className={styles.field ?? ''}>
        <Search size={16} strokeWidth={1.75} aria-hidden="true" />
        <Input className={styles.input ?? ''} placeholder={t('palette.placeholder')} />
      </TextField>
      <ScrollRegion className={styles.results} label={t('palette.results')}>
        <Menu aria-label={t('palette.results')} className={styles.menu ?? ''}>
          {conversations.length === 0 ? null : (
            <MenuSection className={styles.section ?? ''}>
              <Header className={styles.heading ?? ''}>{t('palette.conversations')}</Header>
              {conversations.map(({ conversation, name }) => (
                <MenuItem
                  key={conversation.id}
                  id={conversation.id}
                  textValue={`${name} ${conversation.subject}`}
                  className={styles.item ?? ''}
                  onAction={() => act(() => openConversation(conversation.id))}
                >
                  <ChannelIcon channel={conversation.channel} />
                  <bdi className={styles.name}>{name}</bdi>
                  <span className={styles.subject} dir="auto">
                    {conversation.subject}
                  </span>
                </MenuItem>
              ))}
            </MenuSection>
          )}
          {commands.length === 0 ? null : (
            <MenuSection className={styles.section ?? ''}>
              <Header className={styles.heading ?? ''}>{t('palette.commands')}</Header>
              {commands.map((id: CommandId) => (
                <MenuItem
                  key={id}
                  id={id}
                  textValue={nameOf(id)}
                  className={styles.item ?? ''}
                  onAction={() => act(() => runCommand(id))}
                >
                  <GroupIcon group={commandInfo(id).group} />
                  <span className={styles.name}>{nameOf(id)}</span>
                  <span className={styles.keys}>{keysOf(id) === undefined ? null : <Kbd>{keysOf(id) ?? ''}</Kbd>}</span>
                </MenuItem>
              ))}
            </MenuSection>
          )}
          {views.length === 0 ? null : (
            <MenuSection className={styles.section ?? ''}>
              <Header className={styles.heading ?? ''}>{t('savedView.title')}</Header>
              {views.map(({ id, name }) => (
                <MenuItem
                  key={id}
                  id={`view ${id}`}
                  textValue={name}
                  className={styles.item ?? ''}
                  onAction={() => act(() => goToSavedView(id))}
                >
                  <ListFilter size={14} strokeWidth={1.75} aria-hidden="true" />
                  <span className={styles.name}>{name}</span>
                </MenuItem>
              ))}
            </MenuSection>
          )}
          {doings.length === 0 ? null : (
            <MenuSection className={styles.section ?? ''}>
              <Header className={styles.heading ?? ''}>{t('doing.recent')}</Header>
              {doings.map(({ doing, name, when }) => (
                <MenuItem
                  key={doing.id}
                  id={`doing ${doing.id}`}
                  textValue={name}
                  className={styles.item ?? ''}
                  onAction={() => act(inBackground(() => takeBack(doing)))}
                >
                  <Undo2 size={14} strokeWidth={1.75} aria-hidden="true" className={styles.mirrored} />
                  <span className={styles.name}>{name}</span>
                  <span className={styles.keys}>{when}</span>
                </MenuItem>
              ))}
            </MenuSection>
          )}
        </Menu>
        {isNothing ? <p className={styles.nothing}>{t('palette.nothing')}</p> : null}
      </ScrollRegion>
    </Autocomplete>
  )
}
