import { spawn } from 'node:child_process'

export interface CommandResult {
  code: number
  output: string
}

interface Options {
  cwd?: string
  env?: NodeJS.ProcessEnv
  /** Called with each piece of output, as it comes. */
  onOutput?: (text: string) => void
  /** Ends a program that hangs; the result is then a failure like any other. */
  timeoutMs?: number
  /** Ends a program that has said nothing for so long; the result is then a failure like any other. */
  silenceMs?: number
  /** Ends the program early; the result is then a failure like any other. */
  signal?: AbortSignal | undefined
}

/** Runs a program to its end and gives back its exit code with standard output and error, interleaved. A missing program is code 127. */
export function runCommand(program: string, args: string[], options: Options = {}): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(options.signal ? { signal: options.signal } : {}),
      ...(options.timeoutMs === undefined ? {} : { timeout: options.timeoutMs, killSignal: 'SIGKILL' as const }),
    })
    let output = ''
    const silence = afterSilence(options.silenceMs, () => {
      output += `${program} said nothing for ${(options.silenceMs ?? 0) / 1000} s.\n`
      child.kill('SIGKILL')
    })
    const keep = (chunk: Buffer) => {
      silence.broken()
      const text = chunk.toString()
      output += text
      options.onOutput?.(text)
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('error', (error) => {
      silence.over()
      resolve({ code: 127, output: `${output}${error.message}\n` })
    })
    const end = (code: number | null, signal: NodeJS.Signals | null) => {
      silence.over()
      resolve({ code: code ?? 1, output: signal ? `${output}${program} was ended by ${signal}\n` : output })
    }
    child.on('close', end)
    // What a killed program had started may live on and hold its output open: that is not waited for.
    child.on('exit', (code, signal) => signal && end(code, signal))
  })
}

function afterSilence(silenceMs: number | undefined, act: () => void) {
  const timer = silenceMs === undefined ? undefined : setTimeout(act, silenceMs)
  return { broken: () => void timer?.refresh(), over: () => clearTimeout(timer) }
}
