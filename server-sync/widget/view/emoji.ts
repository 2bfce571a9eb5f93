import type { Words } from '../words/words.ts'
import { element } from './element.ts'

/** Letters of the visitor's own font: no picture is fetched. */
const faces = '😀 😂 😊 😍 🤔 😢 😡 😮 👍 👎 🙏 👏 💪 👋 🤝 ❤️ 💔 ⭐ 🎉 🎁 📦 🚚 🏠 💳 🧾 ⏰ ✅ ❌ ❓ 🔧 📷 ☎️'.split(' ')

export interface EmojiPicker {
  readonly element: HTMLElement
  focus(): void
}

/** A grid that arrow keys walk through; only one of its buttons is in the order of tabs. */
export function createEmojiPicker(words: Words, pick: (emoji: string) => void): EmojiPicker {
  const buttons = faces.map((face, at) => {
    const button = element('button', { type: 'button', class: 'face', tabindex: at === 0 ? '0' : '-1' }, face)
    button.addEventListener('click', () => pick(face))
    return button
  })
  const grid = element('div', { class: 'faces', role: 'group', 'aria-label': words.emoji }, ...buttons)
  grid.addEventListener('keydown', (event) => {
    const isTurned = document.documentElement.dir === 'rtl'
    const steps: Readonly<Record<string, number>> = {
      ArrowRight: isTurned ? -1 : 1,
      ArrowLeft: isTurned ? 1 : -1,
      ArrowDown: 8,
      ArrowUp: -8,
    }
    const step = steps[event.key]
    const from = buttons.findIndex((button) => button === document.activeElement)
    const next = step === undefined ? undefined : buttons[from + step]
    if (!next) return
    event.preventDefault()
    buttons[from]?.setAttribute('tabindex', '-1')
    next.setAttribute('tabindex', '0')
    next.focus()
  })
  return { element: grid, focus: () => buttons[0]?.focus() }
}
