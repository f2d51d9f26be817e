/** The shape of every error answer: PostHog's own, so one client reads both. */
export interface ErrorBody {
  readonly type: string
  readonly code: string
  readonly detail: string
  readonly attr: string | null
  /** Where a query is wrong, when PostHog said. */
  readonly extra?: Readonly<Record<string, number>>
}

const typeOf: Readonly<Record<number, string>> = {
  400: 'validation_error',
  401: 'authentication_error',
  403: 'authentication_error',
  429: 'throttled_error',
}

/** An answer that says no, thrown from wherever that becomes clear. Its text goes to the client, so it holds no secret and no cause. */
export class Denial extends Error {
  override readonly name = 'Denial'
  readonly status: number
  readonly body: ErrorBody
  readonly headers: Readonly<Record<string, string>>

  constructor(
    status: number,
    code: string,
    detail: string,
    more: { readonly attr?: string; readonly type?: string; readonly headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(detail)
    this.status = status
    const type = more.type ?? typeOf[status] ?? (status >= 500 ? 'server_error' : 'invalid_request')
    this.body = { type, code, detail, attr: more.attr ?? null }
    this.headers = more.headers ?? {}
  }
}

/** Headers of every answer of ours: private data, meant as JSON and as nothing else. */
const fixedHeaders = {
  'cache-control': 'private, no-store',
  'x-content-type-options': 'nosniff',
}

/** A JSON answer from text that is JSON already; an empty text gives an empty body. */
export function jsonResponse(status: number, text: string, headers: Readonly<Record<string, string>> = {}): Response {
  const empty = text === ''
  return new Response(empty ? null : text, {
    status,
    headers: { ...fixedHeaders, ...(!empty && { 'content-type': 'application/json' }), ...headers },
  })
}

/** The answer for a {@link Denial}. */
export function toResponse(denial: Denial): Response {
  return jsonResponse(denial.status, JSON.stringify(denial.body), denial.headers)
}
