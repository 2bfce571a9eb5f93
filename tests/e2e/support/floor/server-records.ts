import { z } from 'zod'
import { signInReplySchema } from '#shared/sync/auth-protocol.ts'
import { demoSignIns } from '../../../../server-sync/demo/sign-ins.ts'
import { testDevice } from '../../../../server-sync/testing/test-device.ts'
import type { Conversation } from '#shared/domain/conversation/conversation.ts'
import type { TimelineEntry } from '#shared/domain/message/timeline-entry.ts'
import type { DemoServer } from '../demo-server.ts'

export interface ServerRecords {
  readonly conversations: readonly Conversation[]
  /** In the order of their numbers. */
  readonly timeline: readonly TimelineEntry[]
  /** Rights used over others, oldest first. */
  readonly audit: readonly AuditLine[]
}

type AuditLine = z.infer<typeof auditSchema>['entries'][number]

const auditSchema = z.object({
  brokenAt: z.null(),
  entries: z.array(z.object({ verb: z.string(), actorId: z.string(), subjectId: z.string() })),
})

/** The server's own rows, past all desks: the snapshot of a lead who signs in anew, and the record that the administration reads. */
export async function serverRecords(server: DemoServer): Promise<ServerRecords> {
  const asLead = await enter(server, demoSignIns.lead.email)
  const lines = (await asLead('/sync/snapshot')).trimEnd().split('\n')
  const rows = lines.map((line) => JSON.parse(line) as { collection?: string; row?: object })
  const all = <Row>(name: string) => rows.flatMap(({ collection, row }) => (collection === name ? [row as Row] : []))
  const asAdmin = await enter(server, demoSignIns.admin.email)
  const { entries } = auditSchema.parse(JSON.parse(await asAdmin('/admin/api/audit?limit=500')))
  return {
    conversations: all<Conversation>('conversation'),
    timeline: all<TimelineEntry>('timeline').toSorted((a, b) => a.number - b.number),
    audit: entries.toReversed(),
  }
}

async function enter({ url, signIn }: DemoServer, email: string): Promise<(address: string) => Promise<string>> {
  const body = JSON.stringify({ ...signIn, email, device: testDevice(`reader ${email}`).device })
  const entered = await ask(`${url}/auth/sign-in`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json' },
  })
  const { accessToken } = signInReplySchema.parse(JSON.parse(entered))
  return (address) => ask(url + address, { headers: { authorization: `Bearer ${accessToken}` } })
}

async function ask(address: string, request: RequestInit): Promise<string> {
  const response = await fetch(address, request)
  if (!response.ok) throw new Error(`${address}: ${response.status} ${await response.text()}`)
  return response.text()
}
