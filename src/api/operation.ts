import type { Endpoint } from './endpoints/endpoint.js'
import type { Page, QueryParams } from './resources/page.js'
import type { ApiCaller, CallOptions, EndpointCall } from './transport/transport.js'

/**
 * One call of the private API as a value: what it takes, what it gives, and the row it asks. The methods of an `Api`, the hooks and
 * their cache keys are made of these, and a page bundles only the ones it uses.
 */
export interface Operation<TInput, TResult> {
  (api: ApiCaller, input: TInput, options?: CallOptions): Promise<TResult>
  readonly endpoint: Endpoint
  /** The request for an input, in PostHog's names. */
  readonly toCall: (input: TInput) => EndpointCall
}

/** An {@link Operation} that gives a page of a list, by filters that may all be left out. */
export interface ListOperation<TParams extends object, TItem> extends Operation<TParams, Page<TItem>> {
  (api: ApiCaller, params?: TParams, options?: CallOptions): Promise<Page<TItem>>
  readonly toCall: (params?: TParams) => EndpointCall
}

/** `created_by_id` of `createdById`. */
type Snake<TName extends string> = TName extends `${infer THead}${infer TRest}`
  ? `${THead extends Lowercase<THead> ? THead : `_${Lowercase<THead>}`}${Snake<TRest>}`
  : TName

/** A row whose query parameters all stand in `TParams`, in camelCase: a filter that PostHog has cannot be forgotten. */
type RowOfParams<TParams> = Endpoint & { readonly query: readonly Snake<NamesOf<TParams>>[] }
type NamesOf<TParams> = TParams extends object ? keyof TParams & string : never

/** PostHog's name of a parameter: `created_by_id` of `createdById`. */
export function toSnake(name: string): string {
  return name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)
}

/** Parameters in PostHog's names, without those that are `undefined`. */
export function toWire(params: object): QueryParams {
  return Object.fromEntries(
    Object.entries(params).flatMap(([name, value]) => (value === undefined ? [] : [[toSnake(name), value]])),
  )
}

/** Takes an input apart: what stands in the path, and the rest. A bare value is the one parameter of the path. */
function splitInput(row: Endpoint, input: unknown): { params: Record<string, string>; rest: Record<string, unknown> } {
  const names = [...row.path.matchAll(/:(\w+)/g)].map(match => match[1] ?? '').filter(name => name !== 'project_id')
  const rest: Record<string, unknown> =
    typeof input === 'object' ? { ...input } : input === undefined ? {} : { [names[0] ?? 'id']: input }
  const params: Record<string, string> = {}
  for (const name of names) {
    params[name] = String((rest[name] as string | number | undefined) ?? '')
    delete rest[name]
  }
  return { params, rest }
}

function operation<TInput, TResult>(
  endpoint: Endpoint,
  toCall: (input: TInput) => EndpointCall,
): Operation<TInput, TResult> {
  const call = (api: ApiCaller, input: TInput, options?: CallOptions) =>
    api.request<TResult>(endpoint, { ...options, ...toCall(input) })
  return Object.assign(call, { endpoint, toCall })
}

/**
 * A read, or a write without a body: what is not in the path goes into the query, in PostHog's names.
 * @param row takes every query parameter of its row, in camelCase, as the input
 */
export function defineRead<TInput, TResult>(row: RowOfParams<TInput>): Operation<TInput, TResult> {
  return operation(row, input => {
    const { params, rest } = splitInput(row, input)
    return { params, query: toWire(rest) }
  })
}

/** A list: {@link defineRead} with filters that may all be left out. */
export function defineList<TItem, TParams extends object>(row: RowOfParams<TParams>): ListOperation<TParams, TItem> {
  return defineRead<TParams, Page<TItem>>(row) as ListOperation<TParams, TItem>
}

/** A write of a resource's own fields, which keep PostHog's names: what is not in the path is the body. */
export function defineWrite<TInput, TResult>(
  row: Endpoint,
  toBody: (fields: Record<string, unknown>) => unknown = fields => fields,
): Operation<TInput, TResult> {
  return operation(row, input => {
    const { params, rest } = splitInput(row, input)
    return { params, body: toBody(rest) }
  })
}

/** A write by options of ours, in camelCase: they go into the body in PostHog's names. */
export function defineAction<TInput, TResult>(row: Endpoint): Operation<TInput, TResult> {
  return defineWrite(row, toWire)
}
