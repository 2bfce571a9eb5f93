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
