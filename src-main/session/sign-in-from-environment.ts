import { z } from 'zod'
import { StartRefused } from '../start/start-refused.ts'

const credentialsSchema = z.strictObject({ email: z.string().min(3).max(200), password: z.string().min(1).max(200) })
export type SignInAtStart = z.infer<typeof credentialsSchema>

const variable = 'FARLINE_SIGN_IN'

/** Who to sign in at the start; removed from the environment at once, so that no child process and no dump carries it. */
export function takeSignInFromEnvironment(environment: NodeJS.ProcessEnv): SignInAtStart | null {
  const given = environment[variable]
  delete environment[variable]
  if (!given) return null
  const parsed = credentialsSchema.safeParse(parseJson(given))
  if (parsed.success) return parsed.data
  throw new StartRefused('workstation/bad-option', `${variable} takes JSON like {"email":"…","password":"…"}.`)
}

function parseJson(value: string): unknown {
  try {
    return JSON.parse(value)
  } catch {
    return undefined
  }
}
