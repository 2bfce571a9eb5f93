import { expect, it } from 'vitest'
import { chatLanguages } from '#shared/words/chat-languages.ts'
import type { Attachment } from '#shared/domain/file/attachment.ts'
import { composeMail } from './compose-mail.ts'
import { mailWords } from './mail-words.ts'

const message = { name: 'Ana', text: 'Here it is.', attachments: [] }
const file = {
  fileId: 'file-1' as Attachment['fileId'],
  name: 'rechnung <1>.pdf',
  bytes: 1,
  mediaType: 'application/pdf',
}

it.each(chatLanguages)('is whole in %s, with the brand and the answer', (language) => {
  const { subject, text, html } = composeMail({ brandName: 'Northwind', language, messages: [message] })
  expect(subject).toContain('Northwind')
  for (const part of [text, html]) {
    expect(part).toContain('Here it is.')
    expect(part).not.toMatch(/[{}]/)
  }
  expect(html).toContain(`<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">`)
  expect(Object.values(mailWords[language]).every((sentence) => sentence.trim() !== '')).toBe(true)
})

it('keeps whatever anybody wrote a text', () => {
  const hostile = {
    name: '<b>$&</b>',
    text: '</blockquote><img src=x onerror=alert(1)>\n"quoted"',
    attachments: [file],
  }
  const { html, text } = composeMail({ brandName: "$& <Shop> $'", language: 'en', messages: [hostile] })
  expect(html).not.toMatch(/<img|<b>|<Shop>/)
  expect(html).toContain('$&amp; &lt;Shop&gt; $&#39;')
  expect(html).toContain('rechnung &lt;1&gt;.pdf')
  expect(text).toContain('</blockquote><img src=x onerror=alert(1)>')
})

it('speaks for the team where nobody is named, and the nearest language', () => {
  const { text } = composeMail({ brandName: 'Northwind', language: 'pt-BR', messages: [{ ...message, name: '' }] })
  expect(text).toContain(`${mailWords.pt.team}:\nHere it is.`)
  expect(composeMail({ brandName: 'N', language: 'sw', messages: [message] }).text).toContain(mailWords.en.reply)
})
