import { getSurvey, getSurveyStats, listSurveys } from '../../api/resources/surveys.js'
import { describeInfinite, describeList, describeRead } from '../query/describe.js'

/** Describes the read of one page of surveys for TanStack Query. */
export const surveysQueryOptions = /* @__PURE__ */ describeList(listSurveys)

/** Describes the read of surveys, page after page, for TanStack Query's infinite queries. */
export const infiniteSurveysQueryOptions = /* @__PURE__ */ describeInfinite(listSurveys)

/** Describes the read of one survey for TanStack Query. */
export const surveyQueryOptions = /* @__PURE__ */ describeRead(getSurvey)

/** Describes the read of a survey’s numbers for TanStack Query. */
export const surveyStatsQueryOptions = /* @__PURE__ */ describeRead(getSurveyStats)
