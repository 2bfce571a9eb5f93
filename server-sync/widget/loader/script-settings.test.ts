import { describe, expect, it } from 'vitest'
import { readScriptSettings } from './script-settings.ts'

const src = 'https://chat.example:8443/widget/chat.js?v=1'

describe('readScriptSettings', () => {
  it('finds the server by the address of the script', () => {
    const { origin, frameUrl, brandId } = readScriptSettings({ src, dataset: { brand: 'northwind-home' } })
    expect([origin, frameUrl, brandId]).toEqual([
      'https://chat.example:8443',
      'https://chat.example:8443/widget/frame/',
      'northwind-home',
    ])
  })

  it.each([undefined, '', 'a b', 'x'.repeat(37)])('tells the page’s author that %j is no brand', (brand) => {
    expect(() => readScriptSettings({ src, dataset: brand === undefined ? {} : { brand } })).toThrow('data-brand')
  })

  it.each([
    ['#0a6', '#00aa66', '#000000'],
    ['#1F3A2E', '#1f3a2e', '#ffffff'],
    ['#ffd400', '#ffd400', '#000000'],
    ['red;}:host{display:none', '#2f5bd0', '#ffffff'],
    [undefined, '#2f5bd0', '#ffffff'],
  ])('takes the accent %j as %s with %s on it', (accent, colour, onColour) => {
    const dataset = accent === undefined ? { brand: 'b' } : { brand: 'b', accent }
    expect(readScriptSettings({ src, dataset }).accent).toEqual({ colour, onColour })
  })
})
