import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { systemClock } from '#shared/kit/clock.ts'
import { openCommandLog } from '../../src-main/sync/command-log/open-command-log.ts'

export interface AppendTimes {
  /** From `append` to its answer, one after the other. */
  readonly appendMs: readonly number[]
  /** The same bytes, written and flushed with nothing around them. */
  readonly bareMs: readonly number[]
}

const text = 'We have asked the carrier and will write again by noon. '.repeat(4)

/** Turn and turn about, on the same disk. */
export async function measureAppend(samples: number): Promise<AppendTimes> {
  const folder = await mkdtemp(path.join(tmpdir(), 'farline-bench-log-'))
  const opened = await openCommandLog({
    folder,
    key: randomBytes(32),
    replicaId: 'bench',
    clock: systemClock,
    newId: randomUUID,
    report: () => undefined,
  })
  if (!opened.ok) throw new Error(`the log cannot be opened: ${opened.refusal.kind}`)
  const bare = await open(path.join(folder, 'bare'), 'wx')
  const appendMs: number[] = []
  const bareMs: number[] = []
  // As long as a record is on the disk.
  const record = randomBytes(700)
  for (let count = 0; count < samples; count++) {
    const beforeAppend = performance.now()
    await opened.log.append({
      type: 'message.send',
      version: 1,
      args: { messageId: randomUUID(), conversationId: randomUUID(), text, language: 'en' },
      basedOn: {},
    })
    const beforeBare = performance.now()
    await bare.write(record, 0, record.length, count * record.length)
    await bare.datasync()
    appendMs.push(beforeBare - beforeAppend)
    bareMs.push(performance.now() - beforeBare)
  }
  await bare.close()
  await opened.log.close()
  await rm(folder, { recursive: true, force: true })
  return { appendMs, bareMs }
}
