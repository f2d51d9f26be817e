import type { Register } from '../../core/register.js'
import type { Endpoint } from '../endpoints/endpoint.js'
import type { HogQLResult, HogQLRow } from './result.js'

/**
 * Asks a proxy for one of its named queries. Not in the endpoint table, which is PostHog's: `createProxy` alone answers it, beside
 * PostHog's paths and not among them.
 */
export const namedQueryRow = {
  id: 'query.named',
  method: 'POST',
  path: '/queries/:name/',
  scopes: ['query:read'],
  rateClass: 'query',
  pagination: 'none',
  query: [],
  idempotent: true,
} as const satisfies Endpoint

/** Names of the queries that live on the server: the registered ones, any text when none are. */
export type QueryName = Register extends { queries: infer TQueries } ? keyof TQueries & string : string

type RegisteredQuery<TName extends string> = Register extends { queries: infer TQueries }
  ? TName extends keyof TQueries
    ? TQueries[TName]
    : unknown
  : unknown

/** The values that a named query takes: the registered ones, none for a registered query without, else any. */
export type QueryValuesOf<TName extends string> =
  RegisteredQuery<TName> extends { values: infer TValues }
    ? TValues
    : Register extends { queries: object }
      ? Readonly<Record<string, never>>
      : Readonly<Record<string, unknown>>

/** A row of a named query, by column name: the registered one, else any. */
export type QueryRowOf<TName extends string> =
  RegisteredQuery<TName> extends { row: infer TRow extends object } ? TRow : HogQLRow

/** What a named query gives: as `useHogQL`, with the registered rows. */
// oxlint-disable-next-line typescript/no-unnecessary-type-arguments -- the default only as long as nothing is registered
export type NamedQueryResult<TName extends string> = HogQLResult<QueryRowOf<TName>>

/** The arguments after a query's name: values are required where the registered query requires any. */
export type NamedQueryArguments<TName extends string, TRest extends unknown[] = []> =
  // oxlint-disable-next-line typescript/no-generated-empty-object-type -- asks: may all values be left out?
  Record<never, never> extends QueryValuesOf<TName>
    ? [values?: QueryValuesOf<TName> | undefined, ...rest: TRest]
    : [values: QueryValuesOf<TName>, ...rest: TRest]
