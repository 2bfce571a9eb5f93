import type { Json } from '#shared/kit/json.ts'
import { readOptions } from '../../../../server-sync/options.ts'
import { takeSignInFromEnvironment } from '../../../../src-main/session/sign-in-from-environment.ts'
import { parseOptions } from '../../../../src-main/start/parse-options.ts'
import { StartRefused } from '../../../../src-main/start/start-refused.ts'
import { hostileTexts } from '../../input/hostile.ts'
import { textOf } from '../../input/text-of.ts'
import type { Target } from '../../target.ts'

const flags = [
  '--port',
  '--bind',
  '--data',
  '--database-url',
  '--demo',
  '--new-epoch',
  '--server',
  '--name',
  '--keep-days',
  '--',
  '-x',
  '--port=1',
]
const values = [
  '0',
  '65536',
  '-1',
  '127.0.0.1',
  '::1',
  '/data',
  'postgres://u:p@h/d',
  'https://farline.example.com',
  'http://a/b',
  'javascript:1',
  '14',
]

/** Command lines and environments: a usage sentence or options, and no password in the sentence. */
export const startOptionsTarget: Target = {
  name: 'start-options',
  share: 80,
  async open() {
    return {
      make: (random) => ({
        who: random.pick(['server', 'workstation', 'sign-in']),
        args: Array.from({ length: random.between(0, 8) }, () =>
          random.pick([random.pick(flags), random.pick(values), random.pick(hostileTexts)]),
        ),
        password: random.pick([
          '',
          'given',
          '\0',
          '{"email":"a@b","password":"x"}',
          '{',
          'null',
          '[]',
          '{"__proto__":1}',
        ]),
      }),
      async run(input) {
        const { who, args, password } = input as { who?: string; args?: Json; password?: Json }
        const given = (Array.isArray(args) ? args : []).map(String)
        try {
          const text = textOf(password)
          if (who === 'server')
            return {
              outcome: readOptions(given, { FARLINE_DEMO_PASSWORD: text }).ok ? 'taken' : 'refused',
              answers: [],
            }
          if (who === 'workstation') parseOptions(given)
          else takeSignInFromEnvironment({ FARLINE_SIGN_IN: text })
          return { outcome: 'taken', answers: [] }
        } catch (error) {
          if (error instanceof StartRefused) return { outcome: 'refused', answers: [] }
          throw error
        }
      },
      close: async () => undefined,
    }
  },
}
