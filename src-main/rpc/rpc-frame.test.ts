import { describe, expect, it } from 'vitest'
import { isRpcFrame } from './rpc-frame.ts'

const call = (more: object) => JSON.stringify({ i: '1', ...more })

describe('a frame between a window and main', () => {
  it.each([
    ['a call', call({ p: { u: '/sync/watch' } })],
    ['a call with a body', call({ t: 1, p: { u: '/commands/submit', b: { json: { type: 'note.add' } }, m: 'POST' } })],
    ['what follows in a stream', call({ t: 3, p: { e: 'message', d: { json: 1 } } })],
    ['calling off', call({ t: 4 })],
  ])('is %s', (_name, frame) => {
    expect(isRpcFrame(frame)).toBe(true)
  })

  it.each([
    ['no text', new Uint8Array([123, 125])],
    ['too long', call({ p: { u: '/commands/submit', b: 'x'.repeat(1024 * 1024) } })],
    ['no JSON', '{'],
    ['nothing', 'null'],
    ['no object', '[]'],
    ['without an id', '{"p":{"u":"/host/info"}}'],
    ['with an endless id', JSON.stringify({ i: 'x'.repeat(61), p: { u: '/host/info' } })],
    ['with an id that is no text', '{"i":1,"p":{"u":"/host/info"}}'],
    ['of an unknown type', call({ t: 9, p: { u: '/host/info' } })],
    ['an answer, which windows never give', call({ t: 2, p: { s: 200 } })],
    ['to another origin', call({ p: { u: 'https://evil.example/x' } })],
    ['with a path that climbs', call({ p: { u: '/../host/info' } })],
    ['with a file', call({ p: { u: '/host/info', h: { 'Content-Disposition': 'attachment' } } })],
    ['with another method', call({ p: { u: '/host/info', m: 'DELETE' } })],
    ['with something beside', call({ p: { u: '/host/info' }, more: 1 })],
    ['an event of no kind', call({ t: 3, p: { e: 'unknown' } })],
  ])('is none %s', (_name, frame) => {
    expect(isRpcFrame(frame)).toBe(false)
  })
})
