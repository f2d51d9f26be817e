export { evaluateFlag, evaluateFlags } from './evaluate.js'
export { flagHash, holdoutHash } from './hash.js'
export { matchProperty } from './operators.js'
export type {
  EvaluationContext,
  FlagCohort,
  FlagCohortCondition,
  FlagCondition,
  FlagDefinition,
  FlagEvaluation,
  FlagFilters,
  FlagHoldout,
  FlagPropertyFilter,
  FlagPropertyOperator,
  FlagReasonCode,
  FlagVariant,
} from './types.js'
