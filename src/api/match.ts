import { type Endpoint, type EndpointId, endpoints, type HttpMethod } from './endpoints.js'
import { isSafeSegment } from './path.js'

/** The row of the table that answers a request, with its path parameters decoded. */
export interface EndpointMatch {
  readonly id: EndpointId
  readonly endpoint: Endpoint
  readonly params: Readonly<Record<string, string>>
}

/** The path is known, the method is not: answer 405 with these in `Allow`. */
export interface MethodMismatch {
  readonly allowedMethods: readonly HttpMethod[]
}

interface Node {
  readonly fixed: Map<string, Node>
  param: Node | undefined
  readonly rows: Map<string, { readonly id: EndpointId; readonly names: readonly string[] }>
}

const newNode = (): Node => ({ fixed: new Map(), param: undefined, rows: new Map() })

function buildTree(): Node {
  const root = newNode()
  for (const id of Object.keys(endpoints) as EndpointId[]) {
    // What lies on another host is no path of this one.
    if ('host' in endpoints[id]) continue
    const segments = endpoints[id].path.slice(1, -1).split('/')
    let node = root
    for (const segment of segments) {
      if (segment.startsWith(':')) {
        node = node.param ??= newNode()
      } else {
        const child = node.fixed.get(segment) ?? newNode()
        node.fixed.set(segment, child)
        node = child
      }
    }
    const names = segments.filter(segment => segment.startsWith(':')).map(segment => segment.slice(1))
    node.rows.set(endpoints[id].method, { id, names })
  }
  return root
}

// Made at the first match, so that a page which only calls endpoints never pays for it and importing stays free of work.
let tree: Node | undefined

interface Found {
  readonly node: Node
  readonly values: readonly string[]
}

/** Every place in the tree that a path may mean, fixed segments before parameters: `persons/values/` wins over `persons/:id/`. */
function find(node: Node, segments: readonly string[], index: number, values: readonly string[]): Found[] {
  const segment = segments[index]
  if (segment === undefined) return node.rows.size > 0 ? [{ node, values }] : []
  const child = node.fixed.get(segment)
  const fixed = child ? find(child, segments, index + 1, values) : []
  return node.param ? [...fixed, ...find(node.param, segments, index + 1, [...values, segment])] : fixed
}

function decodeSegments(pathname: string): string[] | undefined {
  if (!pathname.startsWith('/') || !pathname.endsWith('/') || pathname.length > 2000) return undefined
  const segments: string[] = []
  for (const raw of pathname.slice(1, -1).split('/')) {
    try {
      const segment = raw.includes('%') ? decodeURIComponent(raw) : raw
      if (!isSafeSegment(segment)) return undefined
      segments.push(segment)
    } catch {
      return undefined
    }
  }
  return segments
}

/**
 * Finds the endpoint that answers a method and a path below `/api/`, from the table alone. Rows with a `host` lie elsewhere and are not found.
 *
 * `/api/environments/…` is read as `/api/projects/…`, as PostHog still does. The trailing slash is required, as in PostHog: a router
 * that wants PostHog's redirect can try again with one. Parameters come decoded; a path with an empty segment, `..`, an encoded slash
 * or bad encoding is no endpoint.
 *
 * @returns the match; the allowed methods when only the method is wrong; `undefined` for a path that is no endpoint.
 */
export function matchEndpoint(method: string, pathname: string): EndpointMatch | MethodMismatch | undefined {
  const segments = decodeSegments(pathname)
  if (!segments) return undefined
  if (segments[0] === 'api' && segments[1] === 'environments') segments[1] = 'projects'
  const found = find((tree ??= buildTree()), segments, 0, [])
  for (const { node, values } of found) {
    const row = node.rows.get(method)
    if (row) {
      const params = Object.fromEntries(row.names.map((name, index) => [name, values[index] ?? '']))
      return { id: row.id, endpoint: endpoints[row.id], params }
    }
  }
  const best = found[0]
  return best && { allowedMethods: [...best.node.rows.keys()] as HttpMethod[] }
}

/** Whether {@link matchEndpoint} found a row, and not only a path with other methods. */
export function isEndpointMatch(match: EndpointMatch | MethodMismatch | undefined): match is EndpointMatch {
  return match !== undefined && 'id' in match
}
