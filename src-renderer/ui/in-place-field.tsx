import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react'
import { classNames } from './class-names.ts'
import styles from './in-place-field.module.css'

interface InPlaceFieldProps {
  label: string
  /** What is kept; empty where nothing is. */
  value: string
  /** As people read it, where that is not what is kept. */
  shown?: ReactNode
  /** In place of a value, where there is none. */
  empty: string
  /** One of these, and no other. */
  choices?: readonly { readonly id: string; readonly name: string }[]
  type?: 'text' | 'email' | 'tel' | 'number' | 'date'
  /** Several lines: Enter makes one, Ctrl+Enter keeps it. */
  isLong?: boolean
  maxLength?: number
  /** What is wrong with it; undefined where it can be kept. */
  problemOf?: (value: string) => string | undefined
  /** Said where somebody else has changed it since. */
  changedMeanwhile: (value: ReactNode) => string
  onSave: (value: string, from: string) => void
}

/** Read it, press it, write over it. Enter or leaving keeps it, Escape leaves everything as it was. */
export function InPlaceField(props: InPlaceFieldProps) {
  const { label, value, shown, empty, isLong = false } = props
  const [isEditing, setIsEditing] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const id = useId()
  const close = (isByKey: boolean) => {
    setIsEditing(false)
    // Once it is there again.
    if (isByKey) setTimeout(() => button.current?.focus())
  }
  return (
    <div className={classNames(styles.field, isLong && styles.long)}>
      <span className={styles.label} id={`${id}-label`}>
        {label}
      </span>
      {isEditing ? (
        <Editor {...props} id={id} onClose={close} />
      ) : (
        <button
          ref={button}
          type="button"
          className={classNames(styles.value, value === '' && styles.empty)}
          aria-labelledby={`${id}-label ${id}-value`}
          onClick={() => setIsEditing(true)}
        >
          <span id={`${id}-value`} dir="auto">
            {value === '' ? empty : (shown ?? value)}
          </span>
        </button>
      )}
    </div>
  )
}

interface EditorProps extends InPlaceFieldProps {
  id: string
  onClose: (isByKey: boolean) => void
}

function Editor({ id, value, choices, type, isLong = false, onClose, ...rest }: EditorProps) {
  const { maxLength, problemOf, changedMeanwhile, onSave } = rest
  /** As it was when it was pressed: what the person knows. */
  const [from] = useState(value)
  const [written, setWritten] = useState(value)
  const [problem, setProblem] = useState<string>()
  const isOver = useRef(false)
  const leave = (isByKey: boolean) => {
    isOver.current = true
    onClose(isByKey)
  }
  const keep = (isByKey: boolean) => {
    if (isOver.current) return
    const wanted = written.trim()
    const found = wanted === '' ? undefined : problemOf?.(wanted)
    if (found !== undefined) {
      setProblem(found)
      return
    }
    if (wanted !== from) onSave(wanted, from)
    leave(isByKey)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return
    if (event.key === 'Escape') {
      event.stopPropagation()
      leave(true)
    } else if (event.key === 'Enter' && (!isLong || event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      keep(true)
    }
  }
  const shared = {
    'aria-labelledby': `${id}-label`,
    'aria-describedby': `${id}-said`,
    'aria-invalid': problem !== undefined,
    className: styles.input,
    value: written,
    onChange: ({ target }: { target: { value: string } }) => {
      setWritten(target.value)
      setProblem(undefined)
    },
    onKeyDown,
    onBlur: () => keep(false),
  }
  return (
    <div className={styles.editor}>
      {choices ? (
        <select {...shared} ref={focusIt}>
          {choices.map((choice) => (
            <option key={choice.id} value={choice.id}>
              {choice.name}
            </option>
          ))}
        </select>
      ) : isLong ? (
        <textarea {...shared} ref={focusIt} dir="auto" rows={4} maxLength={maxLength} />
      ) : (
        <input {...shared} ref={focusIt} dir="auto" type={type ?? 'text'} step="any" maxLength={maxLength} />
      )}
      <p className={classNames(styles.said, problem !== undefined && styles.problem)} id={`${id}-said`} role="status">
        {problem ?? (value === from ? '' : changedMeanwhile(rest.shown ?? value))}
      </p>
    </div>
  )
}

/** What stands there is selected: most people write it anew. */
function focusIt(element: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement | null): void {
  element?.focus()
  if (element && 'select' in element) element.select()
}
