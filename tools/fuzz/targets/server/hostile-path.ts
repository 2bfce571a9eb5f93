import type { Random } from '../../../simulate/schedule/random.ts'
import { hostileTexts } from '../../input/hostile.ts'
import { words } from '../../input/words.ts'

const climbs = [
  '../',
  '..%2f',
  '%2e%2e/',
  '%2e%2e%2f',
  '..%5c',
  '%252e%252e%252f',
  '....//',
  '%c0%ae%c0%ae/',
  './',
  '//',
  '%00',
  '%',
  '%zz',
  '%e0%80%80',
  ';a=b',
  '%0d%0ax-a:b',
]
const targets = ['etc/passwd', 'package.json', 'server-sync/main.ts', 'chat.js', 'index.html', '.env', 'shop.js']

/** A route's address filled in, and often bent: climbing out of its folder, encoded twice, or not at all. */
export function hostilePath(url: string, random: Random): string {
  const filled = url
    .replaceAll(/:(\w+)\??/g, () => encodeURIComponent(random.pick(words)))
    .replaceAll('*', () => random.pick([...targets, '']))
  const bent = random.chance(0.7) ? filled : bend(filled, random)
  return random.chance(0.5) ? bent : `${bent}?${query(random)}`
}

function bend(path: string, random: Random): string {
  const at = random.between(0, path.length)
  switch (random.between(0, 4)) {
    case 0:
      return `${path}${random.pick(climbs).repeat(random.between(1, 8))}${random.pick(targets)}`
    case 1:
      return path.slice(0, at) + random.pick(climbs) + path.slice(at)
    case 2:
      return (
        path.slice(0, at) +
        encodeURIComponent(random.pick(hostileTexts).replaceAll(/\p{Surrogate}/gu, '')) +
        path.slice(at)
      )
    case 3:
      return `${path}/${'a'.repeat(random.between(1, 3_000))}`
    default:
      return path.toUpperCase()
  }
}

const names = ['epoch', 'after', 'limit', 't', '__proto__', 'constructor', 'a[b]', '', 'toString']
const values = [
  '0',
  '1',
  '-1',
  '1e9',
  '99999999999999999999',
  'NaN',
  'null',
  '',
  '%00',
  '%zz',
  'x'.repeat(300),
  '0x1',
  ' 5',
  '5,5',
  '[]',
]

/** Sometimes what the feed takes, so that what follows is reached as well. */
function query(random: Random): string {
  if (random.chance(0.3))
    return `epoch=${random.pick(['x', 'epoch'])}&after=${random.between(0, 3)}&limit=${random.between(0, 2)}`
  return Array.from({ length: random.between(1, 6) }, () => `${random.pick(names)}=${random.pick(values)}`).join('&')
}
