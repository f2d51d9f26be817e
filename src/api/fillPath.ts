/**
 * What may stand as one segment: no control characters, no separators, no lone surrogate (which has no UTF-8 form), and no `%`, because a
 * server that decodes twice would turn `%2e%2e` into a climb.
 */
// oxlint-disable-next-line no-control-regex -- they are what is refused
const safeSegment = /^(?!\.\.?$)[^\u0000-\u001f\u007f-\u009f\ud800-\udfff/\\%?#;]{1,400}$/u

/** Whether a decoded text may stand as one segment of a path: it is not empty, does not climb and ends nothing early. */
export function isSafeSegment(value: string): boolean {
  return safeSegment.test(value)
}

/**
 * A row's path with its `:parameters` filled in and encoded. `@` stays, since a path may carry it and `@current` should be readable in a log.
 * @throws RangeError for a parameter that is missing or could change the path
 */
export function fillPath(template: string, params: Readonly<Record<string, string | number>>): string {
  return template.replace(/:(\w+)/g, (_, name: string) => {
    const value = String(params[name] ?? '')
    if (!isSafeSegment(value)) {
      throw new RangeError(
        `"${name}" of ${template} is ${value ? 'not a plain id: it may not be ".." or hold / \\ % ? # ;' : 'missing'}.`,
      )
    }
    return encodeURIComponent(value).replaceAll('%40', '@')
  })
}
