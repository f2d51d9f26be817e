import * as rows from '../endpoints/sessionRecordings.js'
import { defineList, defineRead, defineWrite } from '../operation.js'
import type { ApiCaller } from '../transport/transport.js'
import type { Shape } from '../types/schemas.js'
import { getMethods, hardDeleteMethods, listMethods, updateMethods, type WithId } from './crud.js'

/** What is known of a recorded session. PostHog’s API gives no picture of it. https://posthog.com/docs/api/session-recordings */
export interface SessionRecording extends Shape<'SessionRecording'> {}

/**
 * All that can be written of a recording, in PostHog's own source: that you viewed it, that it was analyzed, or both. Neither can be taken
 * back. `player_metadata` is what a player tells PostHog's statistics of itself.
 */
export type SessionRecordingChanges = (
  | { readonly viewed: true; readonly analyzed?: true }
  | { readonly analyzed: true; readonly viewed?: true }
) & { readonly player_metadata?: Readonly<Record<string, unknown>> }

/** PostHog does not answer with the recording: read it again. */
export interface SessionRecordingUpdated extends Shape<'SessionRecordingUpdated'> {}

/** Which recordings to list. Conditions hold together. */
export interface SessionRecordingsListParams {
  /** Since then, ISO 8601 or relative (`-3d`, PostHog’s default). */
  readonly dateFrom?: string
  readonly dateTo?: string
  /** Of this person. */
  readonly personUuid?: string
  readonly distinctIds?: readonly string[]
  readonly sessionIds?: readonly string[]
  /** Conditions on persons, events and recordings, as in a `RecordingsQuery`. */
  readonly properties?: readonly object[]
  readonly events?: readonly object[]
  readonly actions?: readonly object[]
  readonly consoleLogFilters?: readonly object[]
  readonly havingPredicates?: readonly object[]
  readonly operand?: 'AND' | 'OR'
  readonly filterTestAccounts?: boolean
  /** A field to sort by. Default `start_time`. */
  readonly order?: string
  readonly orderDirection?: 'ASC' | 'DESC'
  /** Recordings on one page. */
  readonly limit?: number
  readonly offset?: number
}

/** `api.sessionRecordings.list` for any {@link ApiCaller}. */
export const listSessionRecordings = /* @__PURE__ */ defineList<SessionRecording, SessionRecordingsListParams>(
  rows.list,
)

/** `api.sessionRecordings.get` for any {@link ApiCaller}. */
export const getSessionRecording = /* @__PURE__ */ defineRead<string, SessionRecording>(rows.get)

/** `api.sessionRecordings.update` for any {@link ApiCaller}. */
export const updateSessionRecording = /* @__PURE__ */ defineWrite<
  WithId<string, SessionRecordingChanges>,
  SessionRecordingUpdated
>(rows.update)

/** `api.sessionRecordings.delete` for any {@link ApiCaller}. */
export const deleteSessionRecording = /* @__PURE__ */ defineRead<string, void>(rows.remove)

/**
 * Makes `api.sessionRecordings`. PostHog has no way to create one: SDKs record sessions, and this reads, marks and deletes them.
 * https://posthog.com/docs/api/session-recordings
 */
export function createSessionRecordingsApi(api: ApiCaller) {
  return {
    ...listMethods(api, listSessionRecordings),
    ...getMethods(api, getSessionRecording),
    ...updateMethods(api, updateSessionRecording),
    ...hardDeleteMethods(api, deleteSessionRecording),
  }
}
