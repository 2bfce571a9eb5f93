import type { BasedOn } from '#shared/domain/command.ts'
import type { CommandArgs, CommandType } from '#shared/domain/commands.ts'
import { safe } from '@orpc/client'
import type { MainClient } from '../connection/clients.ts'

/** `saved`: flushed to this desk's log, never lost from here on. Otherwise nothing was saved and the reason is named. */
export type Submitted = { readonly saved: true } | { readonly saved: false; readonly problem: SubmitProblem }

export type SubmitProblem = 'signed-out' | 'not-saved' | 'invalid' | 'unreachable'

export async function submit<Type extends CommandType>(
  main: MainClient,
  type: Type,
  args: CommandArgs<Type>,
  basedOn: BasedOn = {},
): Promise<Submitted> {
  const { error, isDefined } = await safe(main.commands.submit({ type, args, basedOn }))
  if (!error) return { saved: true }
  return { saved: false, problem: isDefined ? problems[error.code] : 'unreachable' }
}

const problems = {
  SIGNED_OUT: 'signed-out',
  NOT_SAVED: 'not-saved',
  INVALID: 'invalid',
} as const satisfies Record<string, SubmitProblem>
