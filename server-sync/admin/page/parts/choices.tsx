import { CheckBox } from './check-box.tsx'
import styles from './choices.module.css'

interface Choice {
  readonly id: string
  readonly name: string
  readonly hint?: string
  readonly isDisabled?: boolean
}

interface ChoicesProps {
  title: string
  name: string
  choices: readonly Choice[]
  chosen: readonly string[]
  none?: string
}

/** Any number of several. */
export function Choices({ title, name, choices, chosen, none }: ChoicesProps) {
  return (
    <fieldset className={styles.choices}>
      <legend className={styles.title}>{title}</legend>
      {choices.length === 0 ? <p className={styles.none}>{none}</p> : null}
      {choices.map((choice) => (
        <CheckBox
          key={choice.id}
          name={name}
          value={choice.id}
          defaultChecked={chosen.includes(choice.id)}
          disabled={choice.isDisabled}
          hint={choice.hint}
        >
          <bdi>{choice.name}</bdi>
        </CheckBox>
      ))}
    </fieldset>
  )
}
