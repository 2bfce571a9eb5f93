/** What stands in a form's field. */
export function textOf(form: HTMLFormElement, field: string): string {
  const value = new FormData(form).get(field)
  return typeof value === 'string' ? value : ''
}

/** Puts the caret where a person goes on, with what stands there selected: typing replaces it. */
export function focusField(form: HTMLFormElement, field: string): void {
  const element = form.elements.namedItem(field)
  if (!(element instanceof HTMLInputElement)) return
  element.focus()
  element.select()
}
