import { toJson } from '../sanitize.js'
import type { ExceptionOptions, Properties } from '../types.js'

/**
 * The event of an exception before the delivery engine is in, which knows of causes, members and steps (`exception.ts`): the error
 * alone, so that one at the very start of a page is stored at once, too.
 */
export function plainException(
  error: unknown,
  properties: Properties | undefined,
  { level = 'error', handled = true, mechanism = 'generic', source, fingerprint }: ExceptionOptions = {},
): [event: string, properties: Properties] {
  const { name: type = 'Error', message, stack } = Object(error) as Partial<Error>
  const value = message ?? (typeof error === 'object' ? toJson : String)(error)
  return [
    '$exception',
    {
      ...properties,
      $exception_list: [
        {
          type,
          value,
          mechanism: { type: mechanism, handled, synthetic: !(error instanceof Error), exception_id: 0 },
          stack,
        },
      ],
      $exception_level: level,
      $exception_type: type,
      $exception_message: value,
      $exception_source: source,
      $exception_fingerprint: fingerprint,
    },
  ]
}
