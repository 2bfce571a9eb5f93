import { expect, it } from 'vitest'
import { chatMessage } from '../testing/chat-messages.ts'
import { transcriptPage } from './transcript.ts'

it('a transcript holds what was said as text, whatever it is', () => {
  const hostile = '</li><script>alert(1)</script><img src=x onerror=alert(1)> "&\' \u202e'
  const page = transcriptPage({
    title: 'Chat with <Northwind> & "sons"',
    language: 'en"><script>',
    isRightToLeft: false,
    messages: [chatMessage(1, { text: hostile, name: '<b>Amara</b>' }), chatMessage(2, { text: 'two\nlines' })],
    nameOf: ({ name }) => name,
    timeOf: () => '10:00 <i>',
  })
  expect(page.match(/<(script|img|i|b(?! dir))\b/g)).toBeNull()
  expect(page).toContain('&lt;/li&gt;&lt;script&gt;alert(1)&lt;/script&gt;')
  expect(page).toContain('two\nlines')
  expect(page.match(/<li>/g)).toHaveLength(2)
})
