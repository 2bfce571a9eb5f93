import { type DownlinkFrame, downlinkFrameSchema } from '#shared/sync/protocol.ts'

/** Undefined for anything that is not a frame of ours: the wire is not trusted to be well-formed. */
export function parseDownlinkFrame(text: string): DownlinkFrame | undefined {
  try {
    return downlinkFrameSchema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined // Not JSON.
  }
}
