import { z } from 'zod'
import { type Envelope, envelopeSchema } from '#shared/sync/envelope.ts'
import { type UplinkFrame, batchMax, uplinkFrameSchema } from '#shared/sync/protocol.ts'
import type { DeviceCommand } from './apply-command.ts'

/** What every envelope must at least say, so that a broken one can be refused instead of blocking its log for ever. */
const placeSchema = envelopeSchema.pick({ id: true, replicaId: true, logId: true, deviceSeq: true }).loose()
const commandsSchema = z.strictObject({
  frame: z.literal('commands'),
  commands: z.array(z.unknown()).min(1).max(batchMax),
})

export type ParsedUplink =
  | Exclude<UplinkFrame, { frame: 'commands' }>
  | {
      readonly frame: 'commands'
      readonly replicaIds: ReadonlySet<string>
      readonly commands: readonly DeviceCommand[]
    }

/** `undefined`: not a frame of this protocol. */
export function parseUplinkFrame(text: string): ParsedUplink | undefined {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
  const batch = commandsSchema.safeParse(json)
  if (batch.success) return parseBatch(batch.data.commands)
  const parsed = uplinkFrameSchema.safeParse(json)
  return parsed.success && parsed.data.frame !== 'commands' ? parsed.data : undefined
}

function parseBatch(items: readonly unknown[]): ParsedUplink | undefined {
  const replicaIds = new Set<string>()
  const commands: DeviceCommand[] = []
  for (const item of items) {
    const whole = envelopeSchema.safeParse(item)
    const place = whole.success ? whole : placeSchema.safeParse(item)
    if (!place.success) return undefined
    replicaIds.add(place.data.replicaId)
    commands.push(whole.success ? whole.data : brokenCommand(place.data))
  }
  return { frame: 'commands', replicaIds, commands }
}

const brokenCommand = ({ id, logId, deviceSeq }: Pick<Envelope, 'id' | 'logId' | 'deviceSeq'>): DeviceCommand => ({
  id,
  logId,
  deviceSeq,
  broken: true,
})
