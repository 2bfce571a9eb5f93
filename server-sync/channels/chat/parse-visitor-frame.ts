import { z } from 'zod'
import { type VisitorFrame, visitorFrameSchema } from '#shared/sync/chat-protocol.ts'

export type ParsedVisitorFrame =
  | { readonly ok: true; readonly frame: VisitorFrame }
  /** `messageId`: where the frame was a message that cannot be taken, so that its chat can say so. */
  | { readonly ok: false; readonly messageId: string | null }

const namedSchema = z.object({ frame: z.literal('send'), messageId: z.uuid() })

export function parseVisitorFrame(text: string): ParsedVisitorFrame {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return { ok: false, messageId: null }
    throw error
  }
  const parsed = visitorFrameSchema.safeParse(json)
  if (parsed.success && !saysNothing(parsed.data)) return { ok: true, frame: parsed.data }
  const named = namedSchema.safeParse(json)
  return { ok: false, messageId: named.success ? named.data.messageId : null }
}

const saysNothing = (frame: VisitorFrame) => frame.frame === 'send' && frame.text === '' && !frame.fileIds?.length
