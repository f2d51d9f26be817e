import { busyTime, DAY, HISTORY_DAYS, MINUTE, SESSION_GAP } from './calendar.js'
import { DESKTOPS, MOBILES } from './catalogue/devices.js'
import { PLACES } from './catalogue/places.js'
import { PRICING } from './catalogue/product.js'
import { SOURCES } from './catalogue/sources.js'
import { browse, type JourneyOptions } from './journeys.js'
import { createRandom } from './random.js'
import { createSession } from './session.js'
import { anonymousVisitor } from './visitor.js'

const VISITORS = 1600

/** People who only look: events without a person profile. */
export function writeStrangers({ seed, now, sink }: JourneyOptions): void {
  const random = createRandom(seed, 'strangers')
  const from = now - HISTORY_DAYS * DAY
  for (let i = 0; i < VISITORS; i++) {
    const place = random.weighted(PLACES)
    const device = random.weighted(random.chance(0.6) ? DESKTOPS : MOBILES)
    const first = busyTime(random, from, now - MINUTE, place.utcOffset, 2)
    const visitor = anonymousVisitor(random.uuid(first), device, place, now)
    const visits = random.chance(0.16) ? [first, first + random.int(SESSION_GAP, 12 * DAY)] : [first]
    for (const start of visits) {
      if (start > now) continue
      const session = createSession({ random, start, now, visitor, source: random.weighted(SOURCES), sink })
      browse(random, session, random.chance(0.5) ? 1 : random.int(2, 4))
      if (random.chance(0.1)) session.open(PRICING)
      session.end()
    }
  }
}
