import { json } from '../../http/respond.js'
import { pageUrl, previousUrl, readPage } from '../pagination.js'

/** A page of a list that is in memory, as PostHog's default pager gives it. */
export async function respondWithPage<TItem>(
  url: URL,
  items: readonly TItem[],
  serialize: (item: TItem) => unknown,
): Promise<Response> {
  const page = readPage(url)
  const hasMore = page.offset + page.limit < items.length
  return json({
    count: items.length,
    next: hasMore ? pageUrl(url, { ...page, offset: page.offset + page.limit }) : null,
    previous: previousUrl(url, page),
    results: await Promise.all(items.slice(page.offset, page.offset + page.limit).map(serialize)),
  })
}

/** `?name=true`; `undefined` when it was not asked. */
export function flagParam(params: URLSearchParams, name: string): boolean | undefined {
  const value = params.get(name)?.toLowerCase()
  if (value === undefined || value === '') return undefined
  return value !== 'false' && value !== '0'
}

/** `?name=["a","b"]` or `?name=a,b`. */
export function listParam(params: URLSearchParams, name: string): string[] {
  const value = params.get(name)
  if (!value) return []
  if (!value.startsWith('[')) return value.split(',').map(item => item.trim())
  try {
    const parsed: unknown = JSON.parse(value)
    return Array.isArray(parsed) ? parsed.map(String) : []
  } catch {
    return []
  }
}

/** Whether any of these texts contains the search, in any case. An absent search finds everything. */
export function contains(search: string | null, ...texts: readonly (string | null | undefined)[]): boolean {
  if (!search) return true
  const wanted = search.trim().toLowerCase()
  return texts.some(text => text?.toLowerCase().includes(wanted))
}
