import type { ExceptionOptions, Properties } from '../types.js'

const MAX_EXCEPTIONS = 50
/** Of all exceptions of an event, so that it stays far below what a request may hold. */
const MAX_STACK_CHARS = 60_000
/** What PostHog derives, or what only the options may say: an app's own properties of these names are left out. */
const RESERVED = /^\$(exception_(?!steps$|fingerprint$|component_stack$)|debug_images$|cymbal_)/
const LEVEL = /^(fatal|error|warning|log|info|debug)$/

/**
 * The event of an exception, its causes and members included, in the shape of PostHog's error tracking; the frames of each
 * `stack` are read when it is sent.
 * https://github.com/PostHog/sdk-specs/blob/main/openspec/specs/exception-event-metadata/spec.md
 */
export function exceptionEvent(
  toJson: (value: unknown) => string,
  error: unknown,
  given: Properties | undefined,
  { level, handled = true, mechanism, source, fingerprint }: ExceptionOptions = {},
): [event: string, properties: Properties] {
  const list: Properties[] = []
  const seen = new Set()
  let chars = MAX_STACK_CHARS

  // Depth first, the outermost first: what caught the error sees it before its causes.
  function add(error: unknown, relation?: Properties): void {
    if (list.length >= MAX_EXCEPTIONS || (isObject(error) && seen.has(error))) return
    seen.add(error)
    const exception_id = list.length
    const text = read(error, 'stack')
    const stack = typeof text === 'string' ? text.slice(0, chars) : ''
    chars -= stack.length
    list.push({
      ...describe(error, toJson),
      mechanism: {
        ...(relation ? { type: 'chained', ...relation } : { type: mechanism || 'generic', handled }),
        // Not an Error was thrown, so it only looks like one.
        synthetic: !isError(error),
        exception_id,
      },
      stack: stack || undefined,
    })
    const members = read(error, 'errors')
    for (const member of Array.isArray(members) ? (members as unknown[]) : []) {
      add(member, { source: 'member', parent_id: exception_id })
    }
    const cause = read(error, 'cause')
    if (isError(error) && cause !== undefined) add(cause, { source: 'cause', parent_id: exception_id })
  }
  add(error)

  const own = Object.fromEntries(Object.entries(given ?? {}).filter(([name]) => !RESERVED.test(name)))
  return [
    '$exception',
    {
      ...own,
      $exception_list: list,
      $exception_level: level && LEVEL.test(level) ? level : 'error',
      $exception_type: list[0]?.['type'],
      $exception_message: list[0]?.['value'],
      ...(source && { $exception_source: source }),
      ...(fingerprint && { $exception_fingerprint: fingerprint }),
    },
  ]
}

function describe(error: unknown, toJson: (value: unknown) => string): { type: string; value: string } {
  const message = read(error, 'message')
  const name = read(error, 'name')
  return {
    type: typeof name === 'string' && name && typeof message === 'string' ? name : 'Error',
    value: typeof message === 'string' ? message : (isObject(error) ? toJson : String)(error),
  }
}

/** Also of another frame, whose classes are others. */
function isError(error: unknown): boolean {
  return attempt(() => error instanceof Error || Object.prototype.toString.call(error) === '[object Error]') ?? false
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function read(error: unknown, name: string): unknown {
  return attempt(() => (isObject(error) ? (error as Record<string, unknown>)[name] : undefined))
}

/** Who reports an error must not throw another, whatever the thing is that was thrown. */
function attempt<TResult>(run: () => TResult): TResult | undefined {
  try {
    return run()
  } catch {
    return undefined
  }
}
