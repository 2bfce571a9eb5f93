import { CloudCheck, CloudUpload, HardDrive, HardDriveDownload, TriangleAlert } from 'lucide-react'
import { classNames } from '../../ui/class-names.ts'
import type { FileStep } from '../../state/files/file-step.ts'
import styles from './file-step-line.module.css'
import { useFileWords } from './use-file-words.ts'

const icons = {
  keeping: HardDriveDownload,
  'not-kept': TriangleAlert,
  kept: HardDrive,
  waiting: HardDrive,
  sending: CloudUpload,
  there: CloudCheck,
  refused: TriangleAlert,
} as const satisfies Record<FileStep['at'], typeof HardDrive>

/** How far a file is, as an icon, in words and, while it moves, as a bar. */
export function FileStepLine({ name, step }: { name: string; step: FileStep }) {
  const words = useFileWords()
  const Icon = icons[step.at]
  const isProblem = step.at === 'refused' || step.at === 'not-kept'
  const isMoving = step.at === 'keeping' || step.at === 'sending'
  return (
    <span className={classNames(styles.step, isProblem && styles.problem)} data-file-step={step.at}>
      <span className={styles.words}>
        <Icon size={12} strokeWidth={2} aria-hidden="true" className={styles.icon} />
        {words.step(step)}
      </span>
      {isMoving ? <progress className={styles.bar} max={1} value={step.share} aria-label={name} /> : null}
    </span>
  )
}
