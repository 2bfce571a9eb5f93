import { Check } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  MenuSection as AriaMenuSection,
  Header,
  type Key,
  MenuTrigger,
  Popover,
} from 'react-aria-components'
import { classNames } from './class-names.ts'
import styles from './menu.module.css'

interface MenuProps {
  label: string
  trigger: ReactElement
  children: ReactNode
  placement?: 'bottom end' | 'bottom start' | 'top start' | 'end bottom'
}

/** A button and what it offers. */
export function Menu({ label, trigger, children, placement = 'bottom end' }: MenuProps) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover placement={placement} offset={4} className={styles.popover ?? ''}>
        <AriaMenu aria-label={label} className={styles.menu ?? ''}>
          {children}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}

/** What is offered inside of something that stands open already; the first of it takes the focus. */
export function MenuList({ label, children }: { label: string; children: ReactNode }) {
  return (
    // It was called up to be chosen from.
    // oxlint-disable-next-line jsx-a11y/no-autofocus
    <AriaMenu aria-label={label} autoFocus="first" className={styles.menu ?? ''}>
      {children}
    </AriaMenu>
  )
}

interface MenuChoiceProps<Choice extends string> {
  /** Tells its choices apart from those of other groups in the same menu. */
  name: string
  title: string
  choices: readonly { id: Choice; name: string; lang?: string }[]
  chosen: Choice
  onChoose: (choice: Choice) => void
}

/** One of several: shows which one is in force, and stays open so that the effect can be seen. */
export function MenuChoice<Choice extends string>({
  name: group,
  title,
  choices,
  chosen,
  onChoose,
}: MenuChoiceProps<Choice>) {
  const choose = (keys: 'all' | Set<Key>) => {
    const choice = choices.find(({ id }) => keys !== 'all' && keys.has(`${group}:${id}`))
    if (choice) onChoose(choice.id)
  }
  return (
    <AriaMenuSection
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[`${group}:${chosen}`]}
      onSelectionChange={choose}
      className={styles.section ?? ''}
    >
      <Header className={styles.header ?? ''}>{title}</Header>
      {choices.map(({ id, name, lang }) => (
        <AriaMenuItem
          key={id}
          id={`${group}:${id}`}
          textValue={name}
          shouldCloseOnSelect={false}
          className={styles.item ?? ''}
        >
          <span lang={lang}>{name}</span>
          <Check className={styles.check} size={14} aria-hidden="true" />
        </AriaMenuItem>
      ))}
    </AriaMenuSection>
  )
}

interface MenuActionProps {
  id: string
  icon?: ReactNode
  name: string
  /** Stands at the end of the line, more quietly. */
  detail?: string | undefined
  onAction: () => void
}

export function MenuAction({ id, icon, name, detail, onAction }: MenuActionProps) {
  return (
    <AriaMenuItem id={id} textValue={name} onAction={onAction} className={classNames(styles.item, styles.action)}>
      {icon}
      <span>{name}</span>
      {detail === undefined ? null : <span className={styles.detail}>{detail}</span>}
    </AriaMenuItem>
  )
}
