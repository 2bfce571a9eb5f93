/** Builds an element with what a page is least likely to have changed: no iteration, no array methods. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string>>,
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag)
  for (const name in attributes) made.setAttribute(name, attributes[name] ?? '')
  return made
}

const namespace = 'http://www.w3.org/2000/svg'

/** Decoration only: what it means is the button's name. */
export function makeIcon(path: string): SVGSVGElement {
  const svg = document.createElementNS(namespace, 'svg')
  svg.setAttribute('viewBox', '0 0 24 24')
  svg.setAttribute('class', 'icon')
  svg.setAttribute('aria-hidden', 'true')
  const drawn = document.createElementNS(namespace, 'path')
  drawn.setAttribute('d', path)
  svg.appendChild(drawn)
  return svg
}
