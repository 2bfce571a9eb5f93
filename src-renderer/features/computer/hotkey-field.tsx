import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '../../ui/announcer.ts'
import { Button } from '../../ui/button.tsx'
import { acceleratorOf, readableKeys } from './accelerator-of.ts'

interface HotkeyFieldProps {
  name: string
  keys: string
  onChange: (keys: string) => void
}

/** Shows keys, and after a press takes the next ones. */
export function HotkeyField({ name, keys, onChange }: HotkeyFieldProps) {
  const { t } = useTranslation()
  const [isListening, setIsListening] = useState(false)
  const take = (event: KeyboardEvent) => {
    if (!isListening || event.key === 'Tab') return
    event.preventDefault()
    event.stopPropagation()
    if (['Control', 'Shift', 'Alt', 'Meta', 'AltGraph'].includes(event.key)) return
    if (event.key === 'Escape') return setIsListening(false)
    const pressed = acceleratorOf(event)
    if (pressed === null) return announce(t('computer.hotkeys.unfit'), 'assertive')
    setIsListening(false)
    onChange(pressed)
  }
  return (
    // Before the button sees them: it would take the space bar for a press, and the panel Escape for its end.
    <span onKeyDownCapture={take} onBlur={() => setIsListening(false)}>
      <Button
        size="small"
        aria-label={t('computer.hotkeys.change', { name })}
        onPress={() => {
          setIsListening(true)
          announce(t('computer.hotkeys.press'))
        }}
      >
        {isListening ? t('computer.hotkeys.press') : keys === '' ? t('computer.hotkeys.none') : readableKeys(keys)}
      </Button>
    </span>
  )
}
