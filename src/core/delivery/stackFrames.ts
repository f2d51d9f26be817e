const MAX_FRAMES = 50
/** `at fn (file:1:2)` and `at file:1:2` (V8), `fn@file:1:2` (Firefox, Safari). */
const FRAME = /^\s*(?:at (?:async )?(?:(.+?) \()?|(.*?)@)((?:\w[\w+.-]*:|\/|<).*?):(\d+):(\d+)\)?$/

/** Frames in the shape of PostHog's error tracking. https://posthog.com/docs/error-tracking */
interface Frame {
  readonly platform: 'web:javascript'
  readonly filename: string
  readonly function: string
  readonly lineno: number
  readonly colno: number
  readonly in_app: boolean
}

interface ExceptionEvent {
  readonly properties: { $exception_list?: readonly { readonly stack?: string }[] }
}

/**
 * The JSON of an event, where it is an exception's with the frames of its stack. Stacks are stored as the text they are, and
 * read here: at the moment of the error that would cost time, and every page the code.
 */
export function withFrames(json: string): string {
  if (!json.includes('"stack":')) return json
  const event = JSON.parse(json) as ExceptionEvent
  const list = event.properties.$exception_list
  if (!Array.isArray(list)) return json
  const $exception_list = list.map(({ stack, ...exception }: { stack?: unknown }) => {
    const frames = typeof stack === 'string' ? toFrames(stack) : []
    return { ...exception, ...(frames.length && { stacktrace: { type: 'raw', frames } }) }
  })
  return JSON.stringify({ ...event, properties: { ...event.properties, $exception_list } })
}

/** PostHog wants the entry point first and the crash site last: engines tell it the other way round. */
function toFrames(stack: string): Frame[] {
  return stack
    .split('\n')
    .flatMap(line => {
      const [, v8Name, geckoName, filename = '', row, column] = FRAME.exec(line) ?? []
      if (!filename) return []
      const name = v8Name || geckoName || '?'
      return [
        {
          platform: 'web:javascript' as const,
          filename,
          function: name,
          lineno: Number(row),
          colno: Number(column),
          in_app: !/node_modules|^node:/.test(filename),
        },
      ]
    })
    .slice(0, MAX_FRAMES)
    .toReversed()
}
