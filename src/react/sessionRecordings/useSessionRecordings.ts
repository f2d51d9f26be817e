'use client'

import {
  createInfiniteHook,
  createListHook,
  createReadHook,
  createSuspenseHook,
  createSuspenseListHook,
} from '../query/createReadHook.js'
import {
  infiniteSessionRecordingsQueryOptions,
  sessionRecordingQueryOptions,
  sessionRecordingsQueryOptions,
} from './sessionRecordingQueryOptions.js'

/**
 * One page of session recordings, as metadata. https://posthog.com/docs/api/session-recordings
 */
export const useSessionRecordings = /* @__PURE__ */ createListHook(
  'useSessionRecordings',
  sessionRecordingsQueryOptions,
)

/** {@link useSessionRecordings} that waits in `<Suspense>`: `data` is always there. */
export const useSuspenseSessionRecordings = /* @__PURE__ */ createSuspenseListHook(
  'useSuspenseSessionRecordings',
  sessionRecordingsQueryOptions,
)

/** Session recordings, page after page: `data.pages`, `fetchNextPage()`, `hasNextPage`. */
export const useInfiniteSessionRecordings = /* @__PURE__ */ createInfiniteHook(
  'useInfiniteSessionRecordings',
  infiniteSessionRecordingsQueryOptions,
  sessionRecordingsQueryOptions,
)

/**
 * What is known of one recorded session, by the session’s id.
 */
export const useSessionRecording = /* @__PURE__ */ createReadHook('useSessionRecording', sessionRecordingQueryOptions)

/** {@link useSessionRecording} that waits in `<Suspense>`: `data` is always there. */
export const useSuspenseSessionRecording = /* @__PURE__ */ createSuspenseHook(
  'useSuspenseSessionRecording',
  sessionRecordingQueryOptions,
)
