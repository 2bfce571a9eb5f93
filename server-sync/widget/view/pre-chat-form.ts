import type { FormAnswers } from '../visitor-form.ts'
import type { PreChatForm } from '../parse-frame.ts'
import type { Words } from '../words/words.ts'
import { element } from './element.ts'

export interface PreChatFormView {
  readonly element: HTMLElement
  render(form: PreChatForm, isOpen: boolean): void
  focus(): void
}

type Asked = 'name' | 'email' | 'orderNumber'

/** As the server will look at it; only a letter that arrives proves more. */
const isEmail = (value: string) => /^[^\s@"<>,;]+@[^\s@"<>,;]+$/.test(value)

/** What a brand asks before the first message. No form element: a sandboxed page may submit none. */
export function createPreChatForm(words: Words, fillIn: (answers: FormAnswers) => void): PreChatFormView {
  const title = element('p', { class: 'form-title', id: 'form-title' })
  const lead = element('p', { class: 'form-lead' })
  const fields = {
    name: createField('name', words.name, { autocomplete: 'name', maxlength: '120' }),
    email: createField('email', words.email, {
      autocomplete: 'email',
      inputmode: 'email',
      maxlength: '200',
      dir: 'ltr',
    }),
    orderNumber: createField('order', words.orderNumber, { autocomplete: 'off', maxlength: '60', dir: 'auto' }),
  }
  // Whoever sees this page does not see this field, and no screen reader comes to it.
  const trap = element('input', { type: 'text', name: 'website', tabindex: '-1', autocomplete: 'off' })
  const agree = element('input', { type: 'checkbox', id: 'agree', 'aria-describedby': 'agree-problem' })
  const consent = element('label', { for: 'agree', dir: 'auto' })
  const agreeProblem = element('p', { class: 'problem', id: 'agree-problem', role: 'alert' })
  const agreement = element('div', { class: 'agreement' }, agree, consent, agreeProblem)
  const start = element('button', { type: 'button', class: 'start' })
  const made = element(
    'div',
    { class: 'form', role: 'group', 'aria-labelledby': 'form-title', hidden: '' },
    title,
    lead,
    ...Object.values(fields).map((field) => field.element),
    element('div', { class: 'trap', 'aria-hidden': 'true' }, trap),
    agreement,
    start,
  )
  let asked: PreChatForm = { name: 'no', email: 'no', orderNumber: 'no', consent: '' }
  const askedFields = () => (Object.keys(fields) as Asked[]).filter((name) => asked[name] !== 'no')

  function problemOf(name: Asked): string {
    const value = fields[name].value()
    if (value === '') return asked[name] === 'required' ? words.required : ''
    return name === 'email' && !isEmail(value) ? words.emailWrong : ''
  }

  function submit() {
    const wrong = askedFields().filter((name) => fields[name].tell(problemOf(name)))
    const isAgreed = asked.consent === '' || agree.checked
    agreeProblem.textContent = isAgreed ? '' : words.consentNeeded
    agree.setAttribute('aria-invalid', String(!isAgreed))
    const [first] = wrong
    if (first) return fields[first].focus()
    if (!isAgreed) return agree.focus()
    const value = (name: Asked) => (asked[name] === 'no' ? '' : fields[name].value())
    fillIn({
      name: value('name'),
      email: value('email'),
      orderNumber: value('orderNumber'),
      consent: asked.consent,
      trap: trap.value,
    })
  }

  start.addEventListener('click', submit)
  made.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.target === start || event.target === agree) return
    event.preventDefault()
    submit()
  })

  return {
    element: made,
    render(form, isOpen) {
      asked = form
      title.textContent = isOpen ? words.formTitle : words.away
      lead.textContent = isOpen ? '' : words.awayLeave
      for (const name of Object.keys(fields) as Asked[]) fields[name].ask(form[name], words.optional)
      agreement.hidden = form.consent === ''
      if (consent.textContent !== form.consent) consent.textContent = form.consent
      start.textContent = isOpen ? words.startChat : words.leaveMessage
    },
    focus() {
      const [first] = askedFields()
      if (first) fields[first].focus()
      else start.focus()
    },
  }
}

function createField(id: string, label: string, attributes: Readonly<Record<string, string>>) {
  const input = element('input', { type: 'text', id, 'aria-describedby': `${id}-problem`, ...attributes })
  const problem = element('p', { class: 'problem', id: `${id}-problem`, role: 'alert' })
  const optional = element('span', { class: 'optional' })
  const made = element('div', { class: 'field' }, element('label', { for: id }, label, ' ', optional), input, problem)
  return {
    element: made,
    value: () => input.value.trim(),
    focus: () => input.focus(),
    ask(ask: PreChatForm['name'], optionalWord: string) {
      made.hidden = ask === 'no'
      input.setAttribute('aria-required', String(ask === 'required'))
      optional.textContent = ask === 'optional' ? optionalWord : ''
    },
    /** @returns whether there is a problem */
    tell(text: string) {
      problem.textContent = text
      input.setAttribute('aria-invalid', String(text !== ''))
      return text !== ''
    },
  }
}
