import { NotFoundError } from './classes.js'

/** The error of a search by distinct id that finds nobody: PostHog answers it with an empty list. */
export function toMissingPersonError(): NotFoundError {
  return new NotFoundError(
    'No person has this distinct id. A person exists once an event with a person profile has arrived; events captured a moment ago may still be on their way.',
    { status: 404, type: 'invalid_request', code: 'not_found', detail: 'Not found.', attr: 'distinct_id' },
  )
}
