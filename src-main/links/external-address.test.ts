import { describe, expect, it } from 'vitest'
import { externalAddress } from './external-address.ts'

describe('an address that leaves Farline', () => {
  it('is one of the encrypted web', () => {
    expect(externalAddress('https://Example.com/a b?c=d#e')).toBe('https://example.com/a%20b?c=d#e')
  })

  it.each([
    'http://example.com/',
    'file:///etc/passwd',
    'smb://host/share',
    'javascript:alert(1)',
    'data:text/html,hello',
    'app://farline/index.html',
    'farline://open',
    'ms-msdt:/id',
    'mailto:somebody@example.com',
    '\\\\host\\share',
    'C:\\Windows\\System32\\calc.exe',
    'https://shop.example@evil.example/',
    'https://:secret@evil.example/',
    'example.com',
    '--help',
    '',
    `https://example.com/${'x'.repeat(2000)}`,
  ])('is not %s', (given) => {
    expect(externalAddress(given)).toBeUndefined()
  })
})
