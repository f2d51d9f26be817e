import * as rows from '../endpoints/surveys.js'
import { defineList, defineRead, defineWrite } from '../operation.js'
import type { ApiCaller, CallOptions } from '../transport/transport.js'
import type { Schemas, Shape } from '../types/schemas.js'
import { crudMethods, hardDeleteMethods, type WithId } from './crud.js'

/** A survey with its questions. https://posthog.com/docs/api/surveys */
export interface Survey extends Shape<'Survey'> {}

/** What to change of a survey. */
export type SurveyChanges = Omit<
  Schemas['PatchedSurveySerializerCreateUpdateOnlySchema'],
  'id' | 'created_at' | 'created_by' | 'linked_flag' | 'targeting_flag' | 'internal_targeting_flag'
>

/** What a survey is made of. */
export type SurveyInput = SurveyChanges & { readonly name: string; readonly type: Schemas['SurveyType'] }

/** How often a survey was shown, dismissed and answered. */
export interface SurveyStats extends Shape<'SurveyStatsResponse'> {}

/** Which surveys to list. */
export interface SurveysListParams {
  /** Part of a name or description. */
  readonly search?: string
  readonly archived?: boolean
  /** Surveys on one page. Default 100. */
  readonly limit?: number
  readonly offset?: number
}

/** A survey by its uuid, or with the time its numbers are about. */
export type SurveyStatsRef =
  | string
  | {
      readonly id: string
      /** ISO 8601. */
      readonly dateFrom?: string
      readonly dateTo?: string
    }

/** `api.surveys.list` for any {@link ApiCaller}. */
export const listSurveys = /* @__PURE__ */ defineList<Survey, SurveysListParams>(rows.list)

/** `api.surveys.get` for any {@link ApiCaller}. */
export const getSurvey = /* @__PURE__ */ defineRead<string, Survey>(rows.get)

/** `api.surveys.create` for any {@link ApiCaller}. */
export const createSurvey = /* @__PURE__ */ defineWrite<SurveyInput, Survey>(rows.create)

/** `api.surveys.update` for any {@link ApiCaller}. */
export const updateSurvey = /* @__PURE__ */ defineWrite<WithId<string, SurveyChanges>, Survey>(rows.update)

/** `api.surveys.delete` for any {@link ApiCaller}. */
export const deleteSurvey = /* @__PURE__ */ defineRead<string, void>(rows.remove)

/** `api.surveys.stats` for any {@link ApiCaller}. */
export const getSurveyStats = /* @__PURE__ */ defineRead<SurveyStatsRef, SurveyStats>(rows.stats)

/** Makes `api.surveys`. PostHog deletes surveys for good: `update(id, { archived: true })` hides one instead. https://posthog.com/docs/api/surveys */
export function createSurveysApi(api: ApiCaller) {
  return {
    ...crudMethods(api, { list: listSurveys, get: getSurvey, create: createSurvey, update: updateSurvey }),
    ...hardDeleteMethods(api, deleteSurvey),
    /** How often it was shown, dismissed and answered. Scope `survey:read`. */
    stats: (survey: SurveyStatsRef, options?: CallOptions) => getSurveyStats(api, survey, options),
  }
}
