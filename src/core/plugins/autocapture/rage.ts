const CLICKS = 3
const WITHIN_MS = 1000
const WITHIN_PX = 30

/** Tells the last of three fast clicks on one spot, as posthog-js counts them. */
export function createRageDetector(): (click: MouseEvent) => boolean {
  let clicks: MouseEvent[] = []
  return click => {
    const last = clicks.at(-1)
    const isNear =
      last &&
      Math.abs(click.clientX - last.clientX) + Math.abs(click.clientY - last.clientY) < WITHIN_PX &&
      click.timeStamp - last.timeStamp < WITHIN_MS
    clicks = isNear ? [...clicks, click] : [click]
    // Not again for the fourth.
    return clicks.length === CLICKS
  }
}
