import type { Plugin } from 'vite'

const file = /dist[\\/]private[\\/]live-announcer[\\/]LiveAnnouncer\.m?js$/
const write = ".innerHTML = ''"

/**
 * react-aria empties its live regions with `innerHTML = ''`, which pages that demand trusted types refuse. The same said
 * without markup. When an update of the package no longer has it, the build says so and this goes.
 */
export function withoutMarkupWrites(): Plugin {
  return {
    name: 'farline:without-markup-writes',
    transform(code, id) {
      if (!file.test(id.split('?')[0] ?? '')) return undefined
      if (!code.includes(write)) this.error(`${id} no longer writes innerHTML: take this plugin out`)
      return { code: code.replaceAll(write, '.replaceChildren()'), map: null }
    },
  }
}
