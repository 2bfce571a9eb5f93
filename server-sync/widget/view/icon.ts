const paths = {
  chat: 'M5 4.5h14a2 2 0 0 1 2 2v8.5a2 2 0 0 1-2 2h-7l-4.5 3.5v-3.5H5a2 2 0 0 1-2-2V6.5a2 2 0 0 1 2-2z M8 9h8 M8 12.5h5',
  close: 'M6 6l12 12 M18 6L6 18',
  send: 'M12 19V5.5 M6 11l6-6 6 6',
  down: 'M6 9.5l6 6 6-6',
  clock: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16z M12 8v4.5l3 1.5',
  sent: 'M5 12.5l4.5 4.5L19 7.5',
  more: 'M4.5 12a.5.5 0 1 0 1 0a.5.5 0 1 0-1 0z M11.5 12a.5.5 0 1 0 1 0a.5.5 0 1 0-1 0z M18.5 12a.5.5 0 1 0 1 0a.5.5 0 1 0-1 0z',
  smile: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16z M9 10v.1 M15 10v.1 M8.5 14c1 1.4 2.2 2 3.5 2s2.5-.6 3.5-2',
  attach: 'M19.5 11.5l-7.6 7.6a4.6 4.6 0 0 1-6.5-6.5l8-8a3 3 0 0 1 4.3 4.3l-7.9 7.8a1.4 1.4 0 0 1-2-2l7-7',
  file: 'M7 3.5h7l4 4v13H7z M14 3.5v4h4',
  problem: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16z M12 8v5 M12 16v.1',
} as const

export type IconName = keyof typeof paths

const namespace = 'http://www.w3.org/2000/svg'

/** Decoration only: what it means always stands beside it as text or as the button's name. */
export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(namespace, 'svg')
  svg.setAttribute('viewBox', '0 0 24 24')
  svg.setAttribute('class', 'icon')
  svg.setAttribute('aria-hidden', 'true')
  const path = document.createElementNS(namespace, 'path')
  path.setAttribute('d', paths[name])
  svg.append(path)
  return svg
}
