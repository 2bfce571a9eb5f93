import type { ChatHours, ChatSettings } from '#shared/domain/directory/chat-settings.ts'
import { listOf, textOf } from '../../parts/text-of.ts'
import { readDates, readDay } from './hours-text.ts'

export const days = [1, 2, 3, 4, 5, 6, 0] as const

export type ReadSettings =
  | { readonly ok: true; readonly chat: ChatSettings | null }
  | {
      readonly ok: false
      readonly kind: 'brand/hours-wrong' | 'brand/dates-wrong'
      readonly detail: Record<string, never>
    }

const wrong = (kind: 'brand/hours-wrong' | 'brand/dates-wrong') => ({ ok: false, kind, detail: {} }) as const

/** What stands in the fields of the chat. As long as nothing is asked and it is always open, nothing is said. */
export function chatSettingsOf(form: FormData): ReadSettings {
  const ask = (name: string): ChatSettings['form']['name'] => {
    const value = textOf(form, name)
    return value === 'optional' || value === 'required' ? value : 'no'
  }
  const asked: ChatSettings['form'] = {
    name: ask('askName'),
    email: ask('askEmail'),
    orderNumber: ask('askOrderNumber'),
    consent: textOf(form, 'consent'),
  }
  let hours: ChatHours | null = null
  if (form.has('hasHours')) {
    const week = days.map((day) => readDay(day, textOf(form, `day${day}`)))
    const read = week.filter((spans) => spans !== undefined)
    if (read.length < week.length) return wrong('brand/hours-wrong')
    const holidays = readDates(listOf(form, 'holidays'))
    if (!holidays) return wrong('brand/dates-wrong')
    hours = { timeZone: textOf(form, 'timeZone'), week: read.flat(), holidays }
  }
  const isSaid = hours !== null || Object.values(asked).some((value) => value !== 'no' && value !== '')
  return { ok: true, chat: isSaid ? { form: asked, hours } : null }
}
