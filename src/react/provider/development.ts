/**
 * A warning for whoever develops the app; silent in production, and then no part of its bundle: the condition is written
 * as bundlers replace it, which React's own code needs too.
 */
export function warnInDevelopment(message: string): void {
  // oxlint-disable-next-line no-console -- the console is where a developer looks
  if (process.env.NODE_ENV !== 'production') console.warn(`[hogkit] ${message}`)
}

/** For whoever asked for exposures on view: the code that watches elements did not load. */
export function warnOfLostExposures(error: unknown): void {
  // Said here too, so that a production bundle lacks the words as well.
  if (process.env.NODE_ENV === 'production') return
  warnInDevelopment(`Exposures on view are not reported: their code did not load. ${String(error)}`)
}
