/** What a field of the organisation's own may hold. Apart from what is checked by it: a page that only names them needs no more. */
export const fieldTypes = ['text', 'number', 'date', 'choice', 'yes-no'] as const
