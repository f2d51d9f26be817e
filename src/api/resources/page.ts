/** One page of a list, as PostHog sends it. */
export interface Page<TItem> {
  readonly results: TItem[]
  /** URL of the next page, `null` on the last. Use `pages()` or `iterate()` rather than calling it. */
  readonly next: string | null
  readonly previous: string | null
  /** How many items the whole list has. Persons are not counted unless asked for. */
  readonly count?: number
}

/** Query parameters by PostHog's names; `undefined` ones are left out. */
export type QueryParams = Readonly<Record<string, unknown>>

function paramsOf(next: string): Record<string, string> {
  // The base only serves parsing: a proxy answers with a path.
  return Object.fromEntries(new URL(next, 'http://localhost').searchParams)
}

/**
 * Walks a list page by page, until `next` is `null`. Only the parameters of `next` are used (offset or cursor alike), never its host, so
 * the key cannot be sent anywhere else. Each page is asked for when the loop comes to it.
 *
 * @throws Error when a server's `next` leads back to the page it came with, which would never end.
 */
export async function* walkPages<TItem>(
  load: (query: QueryParams) => Promise<Page<TItem>>,
  query: QueryParams,
): AsyncGenerator<Page<TItem>, void, undefined> {
  let current = query
  let seen = ''
  for (;;) {
    // One after the other by nature: a page says where the next one begins.
    // oxlint-disable-next-line no-await-in-loop
    const page = await load(current)
    yield page
    if (!page.next) return
    const params = paramsOf(page.next)
    const key = JSON.stringify(params)
    if (key === seen) throw new Error('The list does not end: its next page is the page it was asked for. Stopped.')
    seen = key
    current = { ...query, ...params }
  }
}

/** The items of all pages, one by one. */
export async function* walkItems<TItem>(pages: AsyncIterable<Page<TItem>>): AsyncGenerator<TItem, void, undefined> {
  for await (const page of pages) yield* page.results
}
