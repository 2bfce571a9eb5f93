import { StartRefused } from '../start/start-refused.ts'

export interface SignInAtStart {
  readonly email: string
  readonly password: string
}

const variable = 'FARLINE_SIGN_IN'

/** Who to sign in at the start; removed from the environment at once, so that no child process and no dump carries it. */
export function takeSignInFromEnvironment(environment: NodeJS.ProcessEnv): SignInAtStart | null {
  const given = environment[variable]
  delete environment[variable]
  if (!given) return null
  const parsed = parseJson(given)
  if (isSignIn(parsed)) return parsed
  throw new StartRefused('workstation/bad-option', `${variable} takes JSON like {"email":"…","password":"…"}.`)
}

/** Checked by hand: the door is there before the library that checks everything else has loaded. */
function isSignIn(value: unknown): value is SignInAtStart {
  if (typeof value !== 'object' || value === null || Object.keys(value).length !== 2) return false
  const { email, password } = value as Record<string, unknown>
  return isText(email, 3) && isText(password, 1)
}

const isText = (value: unknown, min: number) => typeof value === 'string' && value.length >= min && value.length <= 200

function parseJson(value: string): unknown {
  try {
    return JSON.parse(value)
  } catch {
    return undefined
  }
}
