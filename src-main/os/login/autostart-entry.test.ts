import { expect, it } from 'vitest'
import { autostartEntry } from './autostart-entry.ts'

const exec = (...command: string[]) => /^Exec=(.*)$/m.exec(autostartEntry(command))?.[1]

it('starts the program with what it was started with', () => {
  expect(exec('/opt/Farline/farline', '--server=https://farline.example.com')).toBe(
    '"/opt/Farline/farline" "--server=https://farline.example.com"',
  )
})

it('no name of a folder becomes a command, a variable or a field code', () => {
  const escaped = ['$HOME', '`id`', '"x"'].map((part) => part.replace(/["`$]/g, '\\\\$&'))
  expect(exec('/home/a b/$HOME/`id`/100%/"x"')).toBe(`"/home/a b/${escaped[0]}/${escaped[1]}/100%%/${escaped[2]}"`)
})

it('does not let an argument begin a line of its own', () => {
  expect(() => autostartEntry(['/bin/farline\nExec=evil'])).toThrow(RangeError)
})
