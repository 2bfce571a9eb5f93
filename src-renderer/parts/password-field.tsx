import { Eye, EyeOff } from 'lucide-react'
import { type ComponentProps, type KeyboardEvent, useState } from 'react'
import { ToggleButton } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { announce } from '../ui/announcer.ts'
import { TextInput } from '../ui/text-input.tsx'
import styles from './password-field.module.css'

interface PasswordFieldProps extends Omit<ComponentProps<typeof TextInput>, 'type' | 'end' | 'dir'> {
  autoComplete: 'current-password' | 'new-password'
}

/** A password that can be looked at before it is sent; says so when Caps Lock is on. */
export function PasswordField({ hint, ...rest }: PasswordFieldProps) {
  const { t } = useTranslation()
  const [isShown, setIsShown] = useState(false)
  const [hasCapsLock, setHasCapsLock] = useState(false)

  const notice = (event: KeyboardEvent) => {
    const isOn = event.getModifierState('CapsLock')
    if (isOn && !hasCapsLock) announce(t('field.capsLock'))
    setHasCapsLock(isOn)
  }
  return (
    <TextInput
      {...rest}
      type={isShown ? 'text' : 'password'}
      dir="ltr"
      spellCheck={false}
      autoCapitalize="none"
      onKeyDown={notice}
      onKeyUp={notice}
      onBlur={() => setHasCapsLock(false)}
      hint={hasCapsLock ? <span className={styles.capsLock}>{t('field.capsLock')}</span> : hint}
      end={
        <ToggleButton
          className={styles.toggle ?? ''}
          aria-label={t('field.show')}
          isSelected={isShown}
          onChange={setIsShown}
        >
          {isShown ? (
            <EyeOff size={16} strokeWidth={1.75} aria-hidden="true" />
          ) : (
            <Eye size={16} strokeWidth={1.75} aria-hidden="true" />
          )}
        </ToggleButton>
      }
    />
  )
}
