import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './form-problem.module.css'

/** Why a form was not taken, where the eyes are. Whoever shows it also says it. */
export function FormProblem({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p className={styles.problem} id={id}>
      <TriangleAlert size={16} strokeWidth={1.75} aria-hidden="true" />
      <span className={styles.words}>{children}</span>
    </p>
  )
}
