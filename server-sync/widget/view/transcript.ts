import type { ChatMessage } from '#shared/sync/chat-protocol.ts'

interface Told {
  readonly title: string
  readonly language: string
  readonly isRightToLeft: boolean
  readonly messages: readonly ChatMessage[]
  nameOf(message: ChatMessage): string
  timeOf(message: ChatMessage): string
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Whatever anybody wrote stays text. Marks that turn text around stay inside their own line. */
const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => escapes[character] ?? '')

/** By name only: a page to keep fetches nothing. */
const filesOf = ({ attachments = [] }: ChatMessage) =>
  attachments.map(({ name }) => `<p dir="auto">[${escaped(name)}]</p>`).join('')

/** The conversation as a page to keep: no script, no picture, nothing that is fetched. */
export function transcriptPage({ title, language, isRightToLeft, messages, nameOf, timeOf }: Told): string {
  const lines = messages.map(
    (message) =>
      `<li><p><b dir="auto">${escaped(nameOf(message))}</b> <time datetime="${new Date(message.createdAt).toISOString()}">${escaped(timeOf(message))}</time></p><p class="text" dir="auto">${escaped(message.text)}</p>${filesOf(message)}</li>`,
  )
  return `<!doctype html>
<html lang="${escaped(language)}" dir="${isRightToLeft ? 'rtl' : 'ltr'}">
<head><meta charset="utf-8"><meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem}ol{list-style:none;padding:0}p{margin:0}li{margin-block:1rem}time{color:#555}.text{white-space:pre-wrap;overflow-wrap:anywhere;unicode-bidi:isolate}</style></head>
<body><h1 dir="auto">${escaped(title)}</h1><ol>
${lines.join('\n')}
</ol></body></html>
`
}

/** Hands a file to the visitor. In a page that is sandboxed without downloads nothing comes of it. */
export function saveFile(name: string, content: string): void {
  const address = URL.createObjectURL(new Blob([content], { type: 'text/html;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
