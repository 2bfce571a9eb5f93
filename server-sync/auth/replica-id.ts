import { v5 } from 'uuid'

/** Any UUID will do, as long as it never changes. */
const namespace = '6f1f6f0e-3b0a-4d0e-9a53-0c2f6f7e1d42'

/**
 * Of an installation × an agent, and the same whenever it is asked: where a restored database has forgotten a desk, its log
 * still goes on under the name that it has.
 */
export const replicaIdOf = (agentId: string, installationId: string): string =>
  v5(JSON.stringify([agentId, installationId]), namespace)
