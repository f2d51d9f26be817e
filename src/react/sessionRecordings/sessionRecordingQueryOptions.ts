import { getSessionRecording, listSessionRecordings } from '../../api/resources/sessionRecordings.js'
import { describeInfinite, describeList, describeRead } from '../query/describe.js'

/** Describes the read of one page of session recordings for TanStack Query. */
export const sessionRecordingsQueryOptions = /* @__PURE__ */ describeList(listSessionRecordings)

/** Describes the read of session recordings, page after page, for TanStack Query's infinite queries. */
export const infiniteSessionRecordingsQueryOptions = /* @__PURE__ */ describeInfinite(listSessionRecordings)

/** Describes the read of one session recording for TanStack Query. */
export const sessionRecordingQueryOptions = /* @__PURE__ */ describeRead(getSessionRecording)
