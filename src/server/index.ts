export { createProxy } from './proxy/createProxy.js'
export { hasScope } from './proxy/authorize.js'
export type { AuditEntry, Grant, GrantedScopes, ProxyOptions } from './proxy/options.js'
export type { NamedQueries, NamedQuery } from './proxy/queries/namedQuery.js'
export { createIngestRelay, type IngestRelayOptions } from './relay/createIngestRelay.js'
export { ConfigError, isConfigError } from '../core/errors.js'
export {
  createFlagEvaluator,
  type BootstrapOptions,
  type FlagEvaluator,
  type RequestFlags,
} from './flags/createFlagEvaluator.js'
export { toBootstrapScript } from './flags/bootstrapScript.js'
export { seedVisitor, type SeededVisitor, type SeedVisitorOptions } from './flags/seedVisitor.js'
export type { CachedDefinitions, DefinitionCache, FlagEvaluatorOptions } from './flags/options.js'
export type { EvaluateFlagsOptions } from './flags/person.js'
export type { EvaluatedFlag, FlagResults } from './flags/results.js'
export type { RequestLike } from './flags/visitor.js'
