import type { BasedOn } from '#shared/domain/command.ts'
import type { CommandArgs, CommandType } from '#shared/domain/commands.ts'
import type { KeptDraft } from '#shared/rpc/drafts-contract.ts'
import { safe } from '@orpc/client'
import type { MainClient } from '../connection/clients.ts'

/**
 * `saved`: flushed to this desk's log, never lost from here on; with what is left of the draft that it was written in.
 * Otherwise nothing was saved and the reason is named.
 */
export type Submitted =
  | { readonly saved: true; readonly commandId: string; readonly draft: KeptDraft | null }
  | { readonly saved: false; readonly problem: SubmitProblem }

export type SubmitProblem = 'signed-out' | 'not-saved' | 'invalid' | 'unreachable'

export async function submit<Type extends CommandType>(
  main: MainClient,
  type: Type,
  args: CommandArgs<Type>,
  basedOn: BasedOn = {},
  draft?: { readonly basedOn: readonly string[] },
): Promise<Submitted> {
  return save(main, { type, args, basedOn, ...(draft && { draft: { basedOn: [...draft.basedOn] } }) })
}

/** A command whose kind only the replica knows: what takes something back. */
export async function save(main: MainClient, command: Parameters<MainClient['commands']['submit']>[0]) {
  const { error, data, isDefined } = await safe(main.commands.submit(command))
  if (!error) return { saved: true, commandId: data.commandId, draft: data.draft } as const
  return { saved: false, problem: isDefined ? problems[error.code] : 'unreachable' } as const
}

const problems = {
  SIGNED_OUT: 'signed-out',
  NOT_SAVED: 'not-saved',
  INVALID: 'invalid',
} as const satisfies Record<string, SubmitProblem>
