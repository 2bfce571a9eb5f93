import type { Json } from '#shared/kit/json.ts'
import { windowPlaceSchema } from '#shared/rpc/window-place-schema.ts'
import { type WindowPlace, placeOfSearch, searchOfPlace } from '#shared/rpc/window-place.ts'
import { deepLinkAmong } from '../../../../src-main/windows/deep-link.ts'
import { readDeepLink } from '../../../../src-main/windows/read-deep-link.ts'
import { createLinksAtTheDoor } from '../../../../src-main/windows/links-at-the-door.ts'
import type { Random } from '../../../simulate/schedule/random.ts'
import { hostileTexts } from '../../input/hostile.ts'
import { mutateText } from '../../input/mutate.ts'
import { textOf } from '../../input/text-of.ts'
import { words } from '../../input/words.ts'
import type { Target } from '../../target.ts'

const start = 'farline://conversation/'
const starts = [start, 'FARLINE://conversation/', 'farline:', 'farline://', 'farline://window/', '']
const others = ['/opt/farline', '.', '--data=/home/a', '--no-sandbox', '--', '--port', '4181']
const agents = ['ana@example.org', 'ben@example.org']

/** More than the door keeps: what is followed in a row must not pile up. */
const mostAtTheDoor = 5

/** What the system hands over when a link is followed or the program is started again: a place of ours, or nothing. */
export const handedOverTarget: Target = {
  name: 'handed-over',
  share: 80,
  async open() {
    const links = createLinksAtTheDoor()
    return {
      make: (random) => ({
        starts: Array.from({ length: random.between(1, 20) }, () => commandLine(random)),
        whose: random.pick<Json>([null, ...agents]),
        comesIn: random.pick(agents),
      }),
      async run(input) {
        const { starts: given, whose, comesIn } = input as Record<string, Json | undefined>
        const owner = whose === null || whose === undefined ? null : textOf(whose)
        const visitor = textOf(comesIn)
        links.takeFor('')
        const followed = listOf(given).flatMap((args) => placeIn(listOf(args).map(textOf)) ?? [])
        for (const place of followed) links.keep(place, owner)
        const opened = links.takeFor(visitor)
        return {
          outcome: opened.length > 0 ? 'opened' : 'nothing',
          answers: [],
          ...problem(followed, opened, owner === null || owner === visitor, links.takeFor(visitor)),
        }
      },
      close: async () => undefined,
    }
  },
}

const listOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : [])

function commandLine(random: Random): string[] {
  return Array.from({ length: random.between(0, 6) }, () =>
    random.chance(0.4) ? link(random) : random.pick([random.pick(others), random.pick(hostileTexts)]),
  )
}

function link(random: Random): string {
  const whole =
    (random.chance(0.7) ? start : random.pick(starts)) + random.pick(random.chance(0.7) ? words : hostileTexts)
  return random.chance(0.3) ? mutateText(whole, random) : whole
}

function placeIn(args: readonly string[]): WindowPlace | null {
  const among = deepLinkAmong(args)
  return among === undefined ? null : readDeepLink(among)
}

function problem(
  followed: readonly WindowPlace[],
  opened: readonly WindowPlace[],
  mayOpen: boolean,
  left: readonly WindowPlace[],
): { broken?: string } {
  const wrong = followed.find((place) => !isOurs(place))
  if (wrong) return { broken: `[valid-place] a link led to ${JSON.stringify(wrong).slice(0, 200)}` }
  if (!mayOpen && opened.length > 0) return { broken: '[own-desk-only] a link opened at another desk' }
  if (mayOpen && followed.length > 0 && opened.length === 0) return { broken: '[not-lost] no link opened' }
  if (opened.length > mostAtTheDoor) return { broken: `[bounded] ${opened.length} links were kept` }
  return left.length > 0 ? { broken: '[taken-once] a link stayed at the door' } : {}
}

/** Its address names it and nothing else, and is no way out of our pages. */
function isOurs(place: WindowPlace): boolean {
  const address = searchOfPlace(place)
  const back = placeOfSearch(address)
  return (
    windowPlaceSchema.safeParse(place).success &&
    /^\?conversation=[\w-]{1,36}$/.test(address) &&
    back !== null &&
    searchOfPlace(back) === address
  )
}
