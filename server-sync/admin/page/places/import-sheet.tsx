import { type ChangeEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '../../../../src-renderer/ui/announcer.ts'
import { type Imported, adminApi } from '../api/admin-api.ts'
import { useOffice } from '../office-context.ts'
import { Problem, type ProblemGiven, useProblemWords } from '../parts/problem.tsx'
import { Sheet } from '../parts/sheet.tsx'
import styles from './import-sheet.module.css'

const head = 'name,email,role,team,brands,skills,languages,time zone'
const previewMax = 50

/** A look at the whole list first; then all of it, or nothing. */
export function ImportSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { reload } = useOffice()
  const words = useProblemWords()
  const [text, setText] = useState<string>()
  const [trial, setTrial] = useState<Imported>()
  const [refused, setRefused] = useState<ProblemGiven>()

  const look = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0]
    setTrial(undefined)
    setRefused(undefined)
    setText(undefined)
    if (!file) return
    const read = await file.text()
    const answer = await adminApi.importAgents(read, true)
    if (!answer.ok) return setRefused(answer)
    setText(read)
    setTrial(answer.value)
    const { problems } = answer.value
    announce(t(problems.length > 0 ? 'import.problems' : 'import.ready', { count: problems.length }), 'polite')
  }
  const isReady = text !== undefined && trial !== undefined && trial.problems.length === 0 && trial.lines.length > 0
  const count = (what: string) => trial?.lines.filter((line) => line.what === what).length ?? 0

  return (
    <Sheet
      title={t('import.title')}
      onClose={onClose}
      onSave={
        isReady
          ? async () => {
              const answer = await adminApi.importAgents(text, false)
              if (!answer.ok) return answer
              if (answer.value.isDone) {
                await reload()
                return answer
              }
              setTrial(answer.value)
              return { ok: false, kind: 'import/nothing-done', detail: {} }
            }
          : undefined
      }
    >
      <p className={styles.lesson}>{t('import.lesson')}</p>
      <p className={styles.columns} dir="ltr">
        {head}
      </p>
      <label className={styles.field}>
        {t('import.file')}
        <input type="file" accept=".csv,text/csv" onChange={(event) => void look(event)} />
      </label>
      {refused === undefined ? null : <Problem {...refused} />}
      {trial === undefined ? null : trial.problems.length > 0 ? (
        <>
          <p className={styles.summary}>{t('import.problems', { count: trial.problems.length })}</p>
          <ol className={styles.list} aria-label={t('import.problems', { count: trial.problems.length })}>
            {trial.problems.map(({ line, column, kind, value }) => (
              <li key={`${line} ${column} ${kind} ${value}`}>
                <span className={styles.where}>
                  {t(column === '' ? 'import.atLine' : 'import.atColumn', { line, column })}
                </span>
                {words({
                  kind,
                  detail: { value, email: value, language: value, timeZone: value, right: value, name: value },
                })}
              </li>
            ))}
          </ol>
        </>
      ) : (
        <>
          <p className={styles.summary}>
            {t('import.summary', { added: count('add'), changed: count('change'), unchanged: trial.unchanged })}
          </p>
          <ul className={styles.list} aria-label={t('import.preview')}>
            {trial.lines.slice(0, previewMax).map(({ line, name, email, what }) => (
              <li key={line}>
                <span className={styles.where}>{t(`import.${what}`)}</span>
                <bdi>{name}</bdi> · <bdi dir="ltr">{email}</bdi>
              </li>
            ))}
          </ul>
        </>
      )}
    </Sheet>
  )
}
