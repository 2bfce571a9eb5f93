import type { ContractRouterClient } from '@orpc/contract'
import type { QueriesContract } from '#shared/rpc/queries-contract.ts'
import type { WorkstationContract } from '#shared/rpc/workstation-contract.ts'

/** What a window asks of main: session, preferences, commands, drafts. */
export type MainClient = ContractRouterClient<WorkstationContract>

/** What a window asks of the replica worker: live queries, refusals. */
export type QueriesClient = ContractRouterClient<QueriesContract>
