import { createRandom } from '../random.js'
import type { DemoKind, DemoResource } from './types.js'

const DAY = 24 * 3_600_000

/** When a resource of the demo was made, ms since 1970. */
export function madeAt({ createdDaysAgo }: DemoResource, now: number): number {
  return now - createdDaysAgo * DAY
}

/** The uuid of a resource of the demo: the same for the same `seed` and `now`, so that events can name it. */
export function resourceUuid(
  kind: DemoKind,
  resource: DemoResource,
  { seed, now }: { seed: number; now: number },
): string {
  return createRandom(seed, `${kind} ${resource.key}`).uuid(madeAt(resource, now))
}
