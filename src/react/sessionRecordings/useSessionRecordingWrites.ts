'use client'

import type { SessionRecordingChanges, SessionRecordingUpdated, WithId } from '../../api/index.js'
import { deleteSessionRecording, updateSessionRecording } from '../../api/resources/sessionRecordings.js'
import { createWriteHook } from '../query/createWriteHook.js'
import { createHardDeleteHook } from '../query/writes.js'

/**
 * Notes that a session recording was viewed or analyzed: `mutate({ id, viewed: true })`. `viewed` shows at once in every list and detail, and is taken
 * back when the server refuses. PostHog takes nothing else of a recording, has no way to unview one, and none to create one: SDKs record.
 * https://posthog.com/docs/api/session-recordings
 */
export const useUpdateSessionRecording = /* @__PURE__ */ createWriteHook<
  WithId<string, SessionRecordingChanges>,
  SessionRecordingUpdated
>('useUpdateSessionRecording', {
  operation: updateSessionRecording,
  run: (api, input) => updateSessionRecording(api, input),
  // Whatever names `viewed` marks it viewed; the answer says only that it is done.
  optimistic: ({ id, viewed }) => ({ id, change: item => (viewed ? { ...item, viewed: true } : item) }),
})

/** Deletes a session recording for good: `mutate(id)`. It leaves the lists at once, and comes back when the server refuses. */
export const useDeleteSessionRecording = /* @__PURE__ */ createHardDeleteHook(
  'useDeleteSessionRecording',
  deleteSessionRecording,
)
