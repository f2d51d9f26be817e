import type { InfiniteData, QueryClient, QueryKey } from '@tanstack/react-query'
import type { Page } from '../../api/index.js'

/** What stands in PostHog's lists and details. Persons are also known by their uuid. */
export type Item = { readonly id?: unknown; readonly uuid?: unknown }

/** Where an item stood in the cache before it was changed there. */
export type CachedItems = readonly (readonly [queryKey: QueryKey, data: unknown])[]

/** The item as it will be once the server agrees, or `null` when it will be gone. */
export type Change = (item: Item) => Item | null

const isRecord = (data: unknown): data is Record<string, unknown> => typeof data === 'object' && data !== null

const isPage = (data: unknown): data is Page<Item> => isRecord(data) && Array.isArray(data['results'])

const isPages = (data: unknown): data is InfiniteData<Page<Item>> => isRecord(data) && Array.isArray(data['pages'])

const isOf = (id: string, item: unknown): item is Item =>
  isRecord(item) && (String(item['id']) === id || String(item['uuid']) === id)

/** Only lists of the items and details of one: what else is cached of a resource may hold other things under equal ids. */
const isOfItems = ({ queryKey }: { readonly queryKey: QueryKey }) => queryKey[2] === 'list' || queryKey[2] === 'get'

function find(data: unknown, id: string): Item | undefined {
  if (isPages(data)) return data.pages.map(page => find(page, id)).find(item => item !== undefined)
  if (isPage(data)) return data.results.find(item => isOf(id, item))
  return isOf(id, data) ? data : undefined
}

function replace(data: unknown, id: string, change: Change): unknown {
  if (isPages(data)) return { ...data, pages: data.pages.map(page => replace(page, id, change)) }
  if (isPage(data)) {
    const results = data.results.flatMap(item => (isOf(id, item) ? (change(item) ?? []) : item))
    return { ...data, results }
  }
  // A detail stays while its page still shows it: that it is gone shows when it is read again.
  return isOf(id, data) ? (change(data) ?? data) : data
}

/** Changes one item in every cached list and detail of its resource. Gives what was there, for {@link restoreItem}. */
export function changeCachedItem(
  queryClient: QueryClient,
  resource: QueryKey,
  id: number | string,
  change: Change,
): CachedItems {
  const before = queryClient
    .getQueriesData({ queryKey: resource, predicate: isOfItems })
    .filter(([, data]) => find(data, String(id)))
  for (const [queryKey, data] of before) queryClient.setQueryData(queryKey, replace(data, String(id), change))
  return before
}

/** Puts one item back as it was. Only this one: others in the same list may have changed meanwhile. */
export function restoreItem(queryClient: QueryClient, id: number | string, before: CachedItems): void {
  for (const [queryKey, data] of before) {
    const item = find(data, String(id))
    const now = queryClient.getQueryData(queryKey)
    if (!item) continue
    // One that was taken out of its list comes back with the whole list.
    queryClient.setQueryData(queryKey, find(now, String(id)) ? replace(now, String(id), () => item) : data)
  }
}
