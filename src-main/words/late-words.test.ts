import { expect, it } from 'vitest'
import { createObservableValue } from '../flow/observable-value.ts'
import { createLateWords } from './late-words.ts'
import { createSystemWords } from './system-words.ts'

it('speaks the computer’s language until it is known what the windows speak', () => {
  const words = createLateWords(['zh-CN', 'en'])
  expect(words.get()('menu.copy')).toBe('复制')
  const heard: string[] = []
  words.onChange((say) => heard.push(say('menu.copy')))
  const preferences = createObservableValue<{ language: 'en' | 'ar' }>({ language: 'en' })
  words.follow(createSystemWords({ preferences, systemLanguages: ['zh-CN'] }))
  expect(words.get()('menu.copy')).toBe('Copy')
  preferences.set({ language: 'ar' })
  expect(heard).toEqual(['Copy', 'نسخ'])
})
