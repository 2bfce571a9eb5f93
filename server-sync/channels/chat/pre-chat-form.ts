import type { ChatBrand } from './chat-brand.ts'

interface FilledIn {
  readonly name: string
  readonly email: string
  readonly orderNumber: string
  readonly consent: string
}

const nothing: FilledIn = { name: '', email: '', orderNumber: '', consent: '' }

/** Whether all that the brand insists on is there. The chat asks for it; this is for whoever speaks without one. */
export function isFilledIn({ chat }: ChatBrand, given: FilledIn): boolean {
  const form = chat?.form
  if (!form) return true
  const asked = ['name', 'email', 'orderNumber'] as const
  const isThere = asked.every((field) => form[field] !== 'required' || given[field].trim() !== '')
  return isThere && (form.consent === '' || given.consent === form.consent)
}

export const isFormNeeded = (brand: ChatBrand): boolean => !isFilledIn(brand, nothing)
