import { Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { systemClock } from '#shared/kit/clock.ts'
import type { Doing } from '#shared/rpc/queries-contract.ts'
import { isCommandAvailable, runCommand } from '../../commands/registry.ts'
import { useCommand } from '../../commands/use-command.ts'
import { keysOf } from '../../commands/use-command-name.ts'
import { inBackground } from '../../parts/in-background.ts'
import { useTimeLeft } from '../../parts/use-time-left.ts'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { Kbd } from '../../ui/kbd.tsx'
import styles from './undo-line.module.css'
import { useDoingWords } from '../../parts/use-doing-words.ts'
import { useDoings } from '../../parts/use-doings.ts'
import { useTakeBackDoing } from '../../parts/use-take-back-doing.ts'

const shownMs = 10_000
/** A key that is pressed by mistake takes nothing back that nobody thinks of any more; the palette has it. */
const keyForMs = 600_000

/** What was just done, for ten seconds, with the way back. The key works longer, and the palette keeps the rest. */
export function UndoLine({ place }: { place: 'floating' | 'inline' }) {
  const takeBack = useTakeBackDoing()
  const [newest] = useDoings()
  const isRecent = () => newest !== undefined && systemClock.now() - newest.doneAt < keyForMs
  useCommand('doing.undo', {
    isAvailable: () => isCommandAvailable('write.undo-send') || isRecent(),
    // A reply goes out by itself and cannot wait.
    run: async () => {
      if (!runCommand('write.undo-send') && newest) await takeBack(newest)
    },
  })
  return newest ? <Line key={newest.id} doing={newest} place={place} onUndo={() => takeBack(newest)} /> : null
}

interface LineProps {
  doing: Doing
  place: 'floating' | 'inline'
  onUndo: () => Promise<void>
}

function Line({ doing, place, onUndo }: LineProps) {
  const { t } = useTranslation()
  const words = useDoingWords()
  const leftMs = useTimeLeft(doing.doneAt + shownMs)
  if (leftMs === 0) return null
  return (
    <section className={classNames(styles.line, styles[place])} aria-label={t('doing.line')}>
      <span className={styles.words} dir="auto">
        {words(doing)}
      </span>
      <Button
        look="quiet"
        size="small"
        icon={<Undo2 size={14} strokeWidth={1.75} aria-hidden="true" className={styles.mirrored} />}
        onPress={inBackground(onUndo)}
      >
        {t('doing.undo')}
      </Button>
      <Kbd>{keysOf('doing.undo') ?? ''}</Kbd>
    </section>
  )
}
