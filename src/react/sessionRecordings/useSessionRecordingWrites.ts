'use client'

import { deleteSessionRecording } from '../../api/resources/sessionRecordings.js'
import { createHardDeleteHook } from '../query/writes.js'

/** Deletes a session recording for good: `mutate(id)`. It leaves the lists at once, and comes back when the server refuses. */
export const useDeleteSessionRecording = /* @__PURE__ */ createHardDeleteHook(
  'useDeleteSessionRecording',
  deleteSessionRecording,
)
