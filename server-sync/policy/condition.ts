/** Who asks. Desks, channels and the parts of the server look like this to the policies. */
export interface Asker {
  readonly kind: 'agent' | 'customer' | 'system' | 'part'
  /** Of the agent, the customer or the part. */
  readonly id: string
  readonly organisationId: string
  readonly brandIds: readonly string[]
  readonly rights: readonly string[]
  /** The desk that an agent speaks from. */
  readonly replicaId: string
}

/** What a policy looks at in a row; a table that lacks a field has none of it. */
export interface Facts {
  readonly id?: string
  readonly organisationId?: string
  readonly brandId?: string
  readonly replicaId?: string | null
  readonly agentId?: string
  readonly customerId?: string
  readonly kind?: string
  readonly parentId?: string
  readonly authorKind?: string
  readonly collection?: string | null
  /** The conversation that the row hangs on. */
  readonly conversation?: { readonly organisationId: string; readonly brandId: string; readonly customerId: string }
}

/** One condition, said twice: for the checks in code, and for the database over the columns of the table. */
export interface Condition {
  holds(asker: Asker, facts: Facts): boolean
  readonly sql: string
}

/** Not as subqueries: each would be planned with every statement, which costs more than looking it up for each of its rows. */
export const asked = (name: string) => `current_setting('farline.${name}', true)`
export const askedList = (name: string) =>
  `coalesce(nullif(current_setting('farline.${name}', true), ''), '{}')::text[]`

export const inTheirOrganisation: Condition = {
  holds: ({ organisationId }, facts) => facts.organisationId === organisationId,
  sql: `organisation_id = ${asked('organisation')}`,
}

export const ofTheirBrands: Condition = {
  holds: ({ brandIds }, { brandId }) => brandId !== undefined && brandIds.includes(brandId),
  sql: `brand_id = ANY (${askedList('brands')})`,
}

export const ofTheirBrandsOrOfAll: Condition = {
  holds: (asker, facts) => facts.brandId === '' || ofTheirBrands.holds(asker, facts),
  sql: `(brand_id = '' OR ${ofTheirBrands.sql})`,
}

export const themselves: Condition = {
  holds: ({ id }, facts) => facts.id === id,
  sql: `id = ${asked('id')}`,
}

export const underThemselves: Condition = {
  holds: ({ id }, { parentId }) => parentId === id,
  sql: `parent_id = ${asked('id')}`,
}

export const ofTheirOwn: Condition = {
  holds: ({ id }, { customerId }) => customerId === id,
  sql: `customer_id = ${asked('id')}`,
}

export const ofThemselves: Condition = {
  holds: ({ id }, { agentId }) => agentId === id,
  sql: `agent_id = ${asked('id')}`,
}

export const theirDesk: Condition = {
  holds: ({ id, replicaId }, facts) => facts.id === replicaId && facts.agentId === id,
  sql: `id = ${asked('replica')} AND agent_id = ${asked('id')}`,
}

export const ofTheirDesk: Condition = {
  holds: ({ replicaId }, facts) => facts.replicaId === replicaId,
  sql: `replica_id = ${asked('replica')}`,
}

/** Not for one desk alone. */
export const forEveryDesk: Condition = {
  holds: (_, { replicaId }) => replicaId === null,
  sql: 'replica_id IS NULL',
}

/** The conversation is looked for under the asker's own policies: what they do not see is not there. */
export const inAConversationTheySee: Condition = {
  holds: (asker, { conversation }) =>
    conversation !== undefined &&
    inTheirOrganisation.holds(asker, conversation) &&
    ofTheirBrandsOrOfAll.holds(asker, conversation),
  sql: 'sees_conversation(conversation_id)',
}

export const inAConversationOfTheirOwn: Condition = {
  holds: (asker, { conversation }) =>
    conversation !== undefined &&
    inTheirOrganisation.holds(asker, conversation) &&
    ofTheirBrands.holds(asker, conversation) &&
    ofTheirOwn.holds(asker, conversation),
  sql: `sees_conversation(conversation_id, ${asked('id')})`,
}

export const about = (...kinds: readonly string[]): Condition => ({
  holds: (_, { kind }) => kind !== undefined && kinds.includes(kind),
  sql: `kind IN (${kinds.map((kind) => `'${kind}'`).join(', ')})`,
})

export const saidByACustomer: Condition = {
  holds: (_, { authorKind }) => authorKind === 'customer',
  sql: `author_kind = 'customer'`,
}

export const telling = (...collections: readonly string[]): Condition => ({
  holds: (_, { collection }) => typeof collection === 'string' && collections.includes(collection),
  sql: `collection IN (${collections.map((name) => `'${name}'`).join(', ')})`,
})
