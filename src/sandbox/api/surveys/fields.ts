import { isJsonObject, type JsonObject } from '../../json.js'
import {
  anything,
  bool,
  choice,
  dateTime,
  integer,
  list,
  nullable,
  object,
  optionalChoice,
  text,
} from '../resource/fields.js'
import { invalidInput } from '../resource/fields.js'
import { readQuestions } from './questions.js'

export interface SurveyFields {
  readonly name: string
  readonly description: string
  readonly type: 'popover' | 'widget' | 'external_survey' | 'api'
  readonly schedule: 'once' | 'recurring' | 'always' | null
  readonly linked_flag_id: number | null
  readonly linked_insight_id: number | null
  readonly targeting_flag_id: number | null
  /** The flag that keeps a survey from those who have answered it. */
  readonly internal_targeting_flag_id: number | null
  readonly questions: readonly JsonObject[] | null
  readonly conditions: JsonObject | null
  readonly appearance: JsonObject | null
  readonly start_date: string | null
  readonly end_date: string | null
  readonly archived: boolean
  readonly responses_limit: number | null
  readonly iteration_count: number | null
  readonly iteration_frequency_days: number | null
  readonly iteration_start_dates: readonly string[] | null
  readonly current_iteration: number | null
  readonly current_iteration_start_date: string | null
  readonly response_sampling_start_date: string | null
  readonly response_sampling_interval_type: 'day' | 'week' | 'month' | null
  readonly response_sampling_interval: number | null
  readonly response_sampling_limit: number | null
  readonly response_sampling_daily_limits: unknown
  readonly enable_partial_responses: boolean | null
  readonly enable_iframe_embedding: boolean | null
  readonly translations: JsonObject | null
  readonly form_content: unknown
}

const matchTypes = ['exact', 'is_not', 'icontains', 'not_icontains', 'regex', 'not_regex'] as const

function readConditions(value: unknown, attr: string): JsonObject {
  if (!isJsonObject(value)) throw invalidInput('Conditions must be an object', attr)
  if (value['urlMatchType'] !== undefined && value['urlMatchType'] !== null) {
    choice(matchTypes)(value['urlMatchType'], `${attr}__urlMatchType`)
  }
  const wait = value['seenSurveyWaitPeriodInDays']
  if (wait !== undefined && wait !== null) integer({ min: 0 })(wait, `${attr}__seenSurveyWaitPeriodInDays`)
  return value
}

function readAppearance(value: unknown, attr: string): JsonObject {
  if (!isJsonObject(value)) throw invalidInput('Appearance must be an object', attr)
  const { surveyPopupDelaySeconds: delay, whiteLabel, thankYouMessageDescriptionContentType: contentType } = value
  if (typeof delay === 'number' && delay < 0) {
    throw invalidInput('Survey popup delay seconds must be a positive integer', attr)
  }
  if (whiteLabel !== undefined && whiteLabel !== null && typeof whiteLabel !== 'boolean') {
    throw invalidInput('whiteLabel must be a boolean', attr)
  }
  if (contentType !== undefined && contentType !== null && contentType !== 'text' && contentType !== 'html') {
    throw invalidInput("thankYouMessageDescriptionContentType must be one of ['text', 'html']", attr)
  }
  return value
}

const maxIterations = 500

export const surveyShape = {
  name: text({ max: 400, blank: false }),
  description: text(),
  type: choice(['popover', 'widget', 'external_survey', 'api']),
  schedule: optionalChoice(['once', 'recurring', 'always']),
  linked_flag_id: nullable(integer()),
  linked_insight_id: nullable(integer()),
  questions: nullable(readQuestions),
  conditions: nullable(readConditions),
  appearance: nullable(readAppearance),
  start_date: nullable(dateTime),
  end_date: nullable(dateTime),
  archived: bool,
  responses_limit: nullable(integer({ min: 0 })),
  iteration_count: nullable(integer({ min: 0, max: maxIterations })),
  iteration_frequency_days: nullable(integer({ min: 0, max: 32_767 })),
  iteration_start_dates: nullable(list(dateTime, { max: maxIterations })),
  current_iteration: nullable(integer({ min: 0 })),
  current_iteration_start_date: nullable(dateTime),
  response_sampling_start_date: nullable(dateTime),
  response_sampling_interval_type: optionalChoice(['day', 'week', 'month']),
  response_sampling_interval: nullable(integer({ min: 0 })),
  response_sampling_limit: nullable(integer({ min: 0 })),
  response_sampling_daily_limits: anything,
  enable_partial_responses: nullable(bool),
  enable_iframe_embedding: nullable(bool),
  translations: nullable(object),
  form_content: anything,
}

export const surveyDefaults: Omit<SurveyFields, 'name' | 'type'> = {
  description: '',
  schedule: 'once',
  linked_flag_id: null,
  linked_insight_id: null,
  targeting_flag_id: null,
  internal_targeting_flag_id: null,
  questions: null,
  conditions: null,
  appearance: null,
  start_date: null,
  end_date: null,
  archived: false,
  responses_limit: null,
  iteration_count: null,
  iteration_frequency_days: null,
  iteration_start_dates: [],
  current_iteration: null,
  current_iteration_start_date: null,
  response_sampling_start_date: null,
  response_sampling_interval_type: null,
  response_sampling_interval: null,
  response_sampling_limit: null,
  response_sampling_daily_limits: null,
  enable_partial_responses: false,
  enable_iframe_embedding: false,
  translations: null,
  form_content: null,
}

export function isRunning({ start_date, end_date, archived }: SurveyFields): boolean {
  return start_date !== null && end_date === null && !archived
}
