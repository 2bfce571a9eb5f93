import { Checkbox } from './checkbox.tsx'
import styles from './several-of.module.css'

interface SeveralOfProps {
  label: string
  /** Said where nothing is chosen. */
  any: string
  choices: readonly { readonly id: string; readonly name: string }[]
  chosen: readonly string[]
  onChange: (chosen: readonly string[]) => void
}

/** Some of many: closed it says which, opened each has a box. */
export function SeveralOf({ label, any, choices, chosen, onChange }: SeveralOfProps) {
  const named = choices.filter(({ id }) => chosen.includes(id)).map(({ name }) => name)
  const toggle = (id: string, isChosen: boolean) =>
    onChange(isChosen ? [...chosen, id] : chosen.filter((other) => other !== id))
  return (
    <details className={styles.several}>
      <summary className={styles.summary}>
        <span className={styles.label}>{label}</span>{' '}
        <span className={styles.chosen} dir="auto">
          {named.length === 0 ? any : named.join(', ')}
        </span>
      </summary>
      <fieldset className={styles.choices} aria-label={label}>
        {choices.map(({ id, name }) => (
          <Checkbox key={id} isSelected={chosen.includes(id)} onChange={(isChosen) => toggle(id, isChosen)}>
            {name}
          </Checkbox>
        ))}
      </fieldset>
    </details>
  )
}
