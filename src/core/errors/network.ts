/** Apart from the other errors of requests, because code that could not be loaded is one too: a page needs it before the rest. */
import { HogkitError } from './base.js'

/** The request never got an answer: no network, a blocker, CORS, or a host that is not there. */
export class NetworkError extends HogkitError {
  override readonly name = 'NetworkError'
  readonly code = 'network'
}
