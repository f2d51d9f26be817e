import type { FlagDetails, Properties } from '../types.js'
import type { FlagsAnswer } from './flags.js'

/** What an exposure tells beside the flag that was shown. */
export interface ExposureContext {
  /** The answer that the flag is known from, or would be. */
  readonly answer?: Pick<FlagsAnswer, 'requestId' | 'evaluatedAt' | 'isPartial' | 'minimalProperties'> | undefined
  /** Why the last request gave no answer, in PostHog's words. */
  readonly failure?: string | undefined
  /** What the bootstrap said of the flag. */
  readonly bootstrapped?: FlagDetails | undefined
  /** What an override hides. */
  readonly known?: FlagDetails | undefined
}

/** `$feature_flag_called`, with the properties of posthog-js. https://posthog.com/docs/experiments/creating-an-experiment#exposure */
export function exposureEvent(
  flag: Pick<FlagDetails, 'key'> & Partial<FlagDetails>,
  { answer, failure, bootstrapped, known }: ExposureContext = {},
): [event: string, properties: Properties, options: { readonly only: RegExp | undefined }] {
  const { key, value, reason, source, hasExperiment } = flag
  const original = source === 'override' ? known : undefined
  const errors = [
    answer?.isPartial && 'errors_while_computing_flags',
    flag.status === 'missing' && 'flag_missing',
    failure,
  ]
  return [
    '$feature_flag_called',
    {
      $feature_flag: key,
      $feature_flag_response: value,
      $feature_flag_payload: flag.payload,
      $feature_flag_request_id: answer?.requestId ?? flag.requestId,
      $feature_flag_evaluated_at: answer?.evaluatedAt,
      $feature_flag_id: flag.id,
      $feature_flag_version: flag.version,
      $feature_flag_reason: reason?.description ?? reason?.code,
      $feature_flag_has_experiment: hasExperiment,
      $feature_flag_error: errors.filter(Boolean).join() || undefined,
      $feature_flag_original_response: original?.value,
      $feature_flag_original_payload: original?.payload,
      $feature_flag_bootstrapped_response: bootstrapped?.value,
      $feature_flag_bootstrapped_payload: bootstrapped?.payload,
      $used_bootstrap_value: bootstrapped && source === 'bootstrap',
      // The value itself, for an event of somebody whose flags the client does not hold.
      [`$feature/${key}`]: value,
    },
    { only: hasExperiment === false ? answer?.minimalProperties : undefined },
  ]
}
