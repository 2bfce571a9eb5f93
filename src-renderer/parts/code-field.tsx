import type { ComponentProps } from 'react'
import { TextInput } from '../ui/text-input.tsx'

type CodeFieldProps = Omit<ComponentProps<typeof TextInput>, 'type' | 'dir' | 'autoComplete'>

/** Six digits from an authenticator, or a recovery code: so no keypad of digits, and room for spaces that are pasted along. */
export function CodeField(props: CodeFieldProps) {
  return (
    <TextInput
      {...props}
      type="text"
      name="code"
      autoComplete="one-time-code"
      autoCapitalize="none"
      spellCheck={false}
      maxLength={40}
      dir="ltr"
    />
  )
}
