'use client'

import {
  createInfiniteHook,
  createListHook,
  createReadHook,
  createSuspenseHook,
  createSuspenseListHook,
} from '../query/createReadHook.js'
import {
  infiniteSurveysQueryOptions,
  surveyQueryOptions,
  surveyStatsQueryOptions,
  surveysQueryOptions,
} from './surveyQueryOptions.js'

/**
 * One page of surveys. https://posthog.com/docs/api/surveys
 */
export const useSurveys = /* @__PURE__ */ createListHook('useSurveys', surveysQueryOptions)

/** {@link useSurveys} that waits in `<Suspense>`: `data` is always there. */
export const useSuspenseSurveys = /* @__PURE__ */ createSuspenseListHook('useSuspenseSurveys', surveysQueryOptions)

/** Surveys, page after page: `data.pages`, `fetchNextPage()`, `hasNextPage`. */
export const useInfiniteSurveys = /* @__PURE__ */ createInfiniteHook(
  'useInfiniteSurveys',
  infiniteSurveysQueryOptions,
  surveysQueryOptions,
)

/**
 * One survey with its questions, by its uuid.
 */
export const useSurvey = /* @__PURE__ */ createReadHook('useSurvey', surveyQueryOptions)

/** {@link useSurvey} that waits in `<Suspense>`: `data` is always there. */
export const useSuspenseSurvey = /* @__PURE__ */ createSuspenseHook('useSuspenseSurvey', surveyQueryOptions)

/**
 * How often a survey was shown, dismissed and answered: by its uuid, or with the time its numbers are about.
 */
export const useSurveyStats = /* @__PURE__ */ createReadHook('useSurveyStats', surveyStatsQueryOptions)

/** {@link useSurveyStats} that waits in `<Suspense>`: `data` is always there. */
export const useSuspenseSurveyStats = /* @__PURE__ */ createSuspenseHook(
  'useSuspenseSurveyStats',
  surveyStatsQueryOptions,
)
