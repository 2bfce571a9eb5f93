import { password } from './workplace.ts'

/** A browser at the administration's page: keeps the cookie, sends what a browser sends. */
export class AdminClient {
  readonly #url: string
  cookie = ''

  constructor(url: string) {
    this.#url = url
  }

  async signIn(agentId: string, given = password): Promise<Response> {
    return this.post('/admin/api/sign-in', { email: `${agentId}@example.org`, password: given })
  }

  async post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    const answer = await fetch(`${this.#url}${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-farline-admin': '1',
        origin: this.#url,
        cookie: this.cookie,
        ...headers,
      },
      body: JSON.stringify(body),
    })
    this.cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? this.cookie
    return answer
  }

  get(path: string): Promise<Response> {
    return fetch(`${this.#url}${path}`, { headers: { cookie: this.cookie } })
  }

  /** `200`, or the status and the refusal's kind. */
  async command(type: string, args: object): Promise<number | string> {
    const answer = await this.post('/admin/api/command', { type, args })
    return answer.ok ? answer.status : `${answer.status} ${((await answer.json()) as { kind: string }).kind}`
  }
}
