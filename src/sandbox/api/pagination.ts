const defaultLimit = 100
const maxLimit = 1000

export interface Page {
  readonly limit: number
  readonly offset: number
}

/** `?limit=&offset=` as PostHog's pager reads them: what is not a number falls back to the default. */
export function readPage(url: URL): Page {
  const limit = positive(url.searchParams.get('limit'))
  return {
    limit: limit === undefined || limit === 0 ? defaultLimit : Math.min(limit, maxLimit),
    offset: positive(url.searchParams.get('offset')) ?? 0,
  }
}

function positive(text: string | null): number | undefined {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : undefined
}

/** Absolute URL of another page of this list, with its filters and without any key that came in the query. */
export function pageUrl(url: URL, { limit, offset }: Page): string {
  const next = new URL(url)
  next.searchParams.delete('personal_api_key')
  next.searchParams.set('limit', String(limit))
  if (offset > 0) next.searchParams.set('offset', String(offset))
  else next.searchParams.delete('offset')
  return next.href
}

export function previousUrl(url: URL, { limit, offset }: Page): string | null {
  return offset > 0 ? pageUrl(url, { limit, offset: Math.max(0, offset - limit) }) : null
}
