/** A capture or flags request that is refused, with the plain text that PostHog's service answers. */
export class CaptureError extends Error {
  override readonly name = 'CaptureError'
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}
