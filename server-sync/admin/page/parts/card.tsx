import type { FormEvent, ReactNode } from 'react'
import styles from './card.module.css'

interface CardProps {
  title: string
  lead?: string
  onSubmit: (form: FormData) => void
  children: ReactNode
}

/** The one form of a page that has nothing else. */
export function Card({ title, lead, onSubmit, children }: CardProps) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    onSubmit(new FormData(event.currentTarget))
  }
  return (
    <main className={styles.page}>
      <form className={styles.card} onSubmit={submit} noValidate>
        <h1 className={styles.title}>{title}</h1>
        {lead === undefined ? null : <p className={styles.lead}>{lead}</p>}
        {children}
      </form>
    </main>
  )
}
