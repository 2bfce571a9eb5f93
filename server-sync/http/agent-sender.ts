import type { Session } from '../auth/sessions.ts'
import type { Database } from '../db/database.ts'
import { askerOf, may } from '../policy/may.ts'
import { actorOfViewer } from '../policy/may-see.ts'
import type { Sender } from './upload-routes.ts'

/** What a file can be called in the store, and nothing that leads out of its folder. */
const fileIdPattern = /^[\w-]{1,36}$/

/** An agent who sends files to customers: into conversations in which they may answer, under ids of their desk's own. */
export function agentSender(database: Database, session: Session): Sender {
  const actor = actorOfViewer(session)
  const scope = { actor, replicaId: session.replicaId }
  const { agentId, organisationId } = session
  const asker = askerOf(actor, session.replicaId)

  async function mayAnswerIn(conversationId: string): Promise<boolean> {
    const [found] = await database.query<{ organisationId: string; brandId: string }>(
      'SELECT organisation_id AS "organisationId", brand_id AS "brandId" FROM conversation WHERE id = $1',
      [conversationId],
      scope,
    )
    return found !== undefined && may(asker, 'add', 'timeline', found)
  }

  return {
    id: agentId,
    async begins(metadata) {
      const id = metadata.get('fileId') ?? ''
      const conversationId = metadata.get('conversationId') ?? ''
      if (!fileIdPattern.test(id) || conversationId === '') return 'malformed'
      if (!(await mayAnswerIn(conversationId))) return 'not-theirs'
      return { id, by: { organisationId, conversationId, kind: 'agent', id: agentId } }
    },
    async goesOn(uploadId) {
      const [found] = await database.query<{ conversationId: string }>(
        'SELECT conversation_id AS "conversationId" FROM file WHERE id = $1',
        [uploadId],
        scope,
      )
      if (!found || !(await mayAnswerIn(found.conversationId))) return undefined
      return { organisationId, conversationId: found.conversationId, kind: 'agent', id: agentId }
    },
  }
}
