import { useTranslation } from 'react-i18next'
import { type CommandId, commandInfo } from './catalogue.ts'
import { isMac, keyNames } from './key-names.ts'

/** A command's name in the interface's language. */
export function useCommandName(): (id: CommandId) => string {
  const { t } = useTranslation()
  return (id) => t(`command.${id}`)
}

/** The first key of a command as a person reads it, or undefined where it has none. */
export function keysOf(id: CommandId): string | undefined {
  const [first] = commandInfo(id).keys
  return first === undefined ? undefined : keyNames(first, isMac)
}
