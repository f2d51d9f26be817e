export const personPrefix = '/admin/persons/'

/** The admin page's address of a person, by uuid or by distinct id. */
export function personPath(id: string): string {
  return personPrefix + encodeURIComponent(id)
}

/** The id in an address. One typed by hand may hold a broken escape: then it is taken as it stands. */
export function personIn(path: string): string {
  if (!path.startsWith(personPrefix)) return ''
  const text = path.slice(personPrefix.length)
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
