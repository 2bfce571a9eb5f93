import { productTitles } from './product-titles.js'
import { shopWords } from './shop-words.js'

const language = document.documentElement.lang
const words = shopWords[language] ?? {}
const basketKey = `shop ${document.body.dataset.brand} basket`

/** The page itself is English; every other language replaces what it has words for. */
function translate() {
  for (const place of document.querySelectorAll('[data-text]')) {
    const text = words[place.dataset.text]
    if (text !== undefined) place.textContent = text
  }
  for (const place of document.querySelectorAll('[data-label]')) {
    const text = words[place.dataset.label]
    if (text !== undefined) place.setAttribute('aria-label', text)
  }
  for (const product of document.querySelectorAll('.product')) {
    const title = productTitles[product.dataset.sku]?.[language]
    if (title === undefined) continue
    product.querySelector('h3').textContent = title
    product.querySelector('img').alt = title
  }
  for (const link of document.querySelectorAll('.languages a')) {
    if (link.hreflang === language) link.setAttribute('aria-current', 'true')
  }
}

function readBasket() {
  try {
    return JSON.parse(sessionStorage.getItem(basketKey) ?? '[]')
  } catch {
    return []
  }
}

const basket = readBasket()

function showBasket() {
  const pounds = new Intl.NumberFormat(language, { style: 'currency', currency: 'GBP', maximumFractionDigits: 0 })
  const lines = document.querySelector('[data-lines]')
  lines.replaceChildren()
  let total = 0
  for (const product of document.querySelectorAll('.product')) {
    const count = basket.filter((sku) => sku === product.dataset.sku).length
    if (count === 0) continue
    const price = count * Number(product.dataset.pounds)
    total += price
    const line = document.createElement('li')
    const title = document.createElement('span')
    title.textContent = `${product.querySelector('h3').textContent} × ${count}`
    const amount = document.createElement('span')
    amount.textContent = pounds.format(price)
    line.append(title, amount)
    lines.append(line)
  }
  document.querySelector('[data-empty]').hidden = basket.length > 0
  const sum = document.querySelector('[data-total]')
  sum.hidden = basket.length === 0
  sum.textContent = pounds.format(total)
  document.querySelector('[data-count]').textContent = String(basket.length)
  tellChat()
}

/** What the shop tells the chat: what is looked at, and the basket. Its script may come later than this one. */
function tellChat() {
  const goods = (product) => ({
    id: product.dataset.sku,
    title: product.querySelector('h3').textContent,
    priceMinor: Number(product.dataset.pounds) * 100,
  })
  const products = [...document.querySelectorAll('.product')]
  const lines = products
    .map((product) => ({
      ...goods(product),
      quantity: basket.filter((sku) => sku === product.dataset.sku).length,
    }))
    .filter(({ quantity }) => quantity > 0)
  const looked = products.find(({ dataset }) => dataset.sku === basket.at(-1))
  window.farline?.chat?.setContext({
    url: location.href,
    currency: 'GBP',
    product: looked ? goods(looked) : null,
    cart: { lines, totalMinor: lines.reduce((sum, line) => sum + line.quantity * line.priceMinor, 0) },
  })
}

/** The shop's own server would sign this for whoever is signed in: here the demonstration does. */
async function showAccount() {
  const button = document.querySelector('[data-account]')
  const key = `shop ${document.body.dataset.brand} account`
  let isIn = false
  async function enter(next) {
    isIn = next
    try {
      if (isIn) sessionStorage.setItem(key, '1')
      else sessionStorage.removeItem(key)
    } catch {
      // Storage is blocked: signed in as long as the page lives.
    }
    button.textContent = isIn ? (words.signOut ?? 'Sign out') : (words.signIn ?? 'Sign in as Zoë')
    const answer = isIn ? await fetch(`/demo/identity?brand=${document.body.dataset.brand}`) : undefined
    const identity = answer?.ok ? await answer.json() : null
    if (isIn || identity === null) window.farline?.chat?.identify(identity)
  }
  let wasIn = false
  try {
    wasIn = sessionStorage.getItem(key) !== null
  } catch {
    // As above.
  }
  button.hidden = false
  button.addEventListener('click', () => void enter(!isIn))
  if (wasIn) await enter(true)
}

function add(product) {
  basket.push(product.dataset.sku)
  try {
    sessionStorage.setItem(basketKey, JSON.stringify(basket))
  } catch {
    // Storage is blocked: the basket then lives as long as the page.
  }
  showBasket()
  document.querySelector('[data-said]').textContent =
    `${product.querySelector('h3').textContent}: ${words.added ?? 'in the basket'}`
}

translate()
showBasket()
for (const product of document.querySelectorAll('.product')) {
  const title = product.querySelector('h3')
  const button = product.querySelector('button')
  title.id = product.dataset.sku
  button.id = `add-${product.dataset.sku}`
  button.setAttribute('aria-labelledby', `${button.id} ${title.id}`)
  button.addEventListener('click', () => add(product))
}

const script = document.querySelector('script[data-brand]')
const greet = () => {
  tellChat()
  void showAccount()
}
if (window.farline?.chat) greet()
else script?.addEventListener('load', greet)
