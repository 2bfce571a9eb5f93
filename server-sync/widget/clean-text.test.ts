import { expect, it } from 'vitest'
import { messageMaxLength } from '#shared/domain/message/message-limits.ts'
import { cleanText, longestText } from './clean-text.ts'

it('takes out what no database stores', () => {
  expect(cleanText(' a\0b \ud83d c 🙈\n ')).toBe('ab \ufffd c 🙈')
})

it('knows the longest text that the server takes', () => {
  expect(longestText).toBe(messageMaxLength)
})
