import { useId } from 'react'
import styles from './choice-group.module.css'

interface ChoiceGroupProps<Choice extends string> {
  label: string
  choices: readonly { id: Choice; name: string; lang?: string }[]
  chosen: Choice
  onChoose: (choice: Choice) => void
}

/** One of a few, all in sight: the system's own radio buttons, so that arrows and screen readers work as everywhere. */
export function ChoiceGroup<Choice extends string>({ label, choices, chosen, onChoose }: ChoiceGroupProps<Choice>) {
  const name = useId()
  return (
    <fieldset className={styles.group}>
      <legend className={styles.label}>{label}</legend>
      <div className={styles.choices}>
        {choices.map(({ id, name: words, lang }) => (
          <label key={id} className={styles.choice}>
            <input
              type="radio"
              name={name}
              className={styles.button}
              checked={id === chosen}
              onChange={() => onChoose(id)}
            />
            <span lang={lang}>{words}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
