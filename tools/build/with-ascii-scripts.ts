import type { Plugin } from 'vite'

/** What V8 keeps with one byte a letter only if each one is written as an escape. */
const beyondAscii = /[\u0080-\uffff]/g

/**
 * One sign of another writing in a script makes V8 read and keep all of it with two bytes a letter, which takes half as long
 * again at every start of every window. So such signs are escaped; but for the words of the windows, which consist of them
 * and have a file of their own.
 */
export function withAsciiScripts(words: string): Plugin {
  return {
    name: 'farline:with-ascii-scripts',
    enforce: 'post',
    // The last one: what is in quotes, templates and patterns is all that can be beyond ASCII once comments are gone.
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const chunk of Object.values(bundle)) {
          if (chunk.type !== 'chunk' || chunk.name === words) continue
          if (/\bString\.raw`/.test(chunk.code))
            this.error(`${chunk.fileName} has String.raw, in which no sign can be escaped`)
          chunk.code = chunk.code.replace(
            beyondAscii,
            (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
          )
        }
      },
    },
  }
}
