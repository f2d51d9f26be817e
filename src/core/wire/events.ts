/**
 * The events half of the one border between hogkit's spelling and PostHog's; requests and answers are beside it.
 * https://posthog.com/docs/api/capture
 */
import type { CapturedEvent, FlagValue, Groups, IdentityState, Properties } from '../types.js'
import { LIB_VERSION } from '../version.js'

/** An event as PostHog stores it. */
export interface WireEvent {
  readonly uuid: string
  readonly event: string
  readonly distinct_id: string
  readonly properties: Properties
  readonly timestamp: string
}

export function toWireEvent({
  uuid,
  event,
  distinctId,
  timestamp,
  properties,
  set,
  setOnce,
}: CapturedEvent): WireEvent {
  return {
    uuid,
    event,
    distinct_id: distinctId,
    properties: { ...properties, ...(set && { $set: set }), ...(setOnce && { $set_once: setOnce }) },
    timestamp,
  }
}

/** What every event says of its sender. */
export function libraryProperties(personProfile: boolean, groups: Groups): Properties {
  return {
    $lib: 'hogkit',
    $lib_version: LIB_VERSION,
    $process_person_profile: personProfile,
    ...groupProperties(groups),
  }
}

/** The groups an event belongs to, if any. */
export function groupProperties(groups: Groups): Properties {
  return Object.keys(groups).length ? { $groups: groups } : {}
}

/** What the client's own events say of visitor and session. */
export function visitorProperties(identity: IdentityState, sessionId: string, screen: string | undefined): Properties {
  return {
    $session_id: sessionId,
    $device_id: identity.deviceId,
    $is_identified: identity.isIdentified,
    ...(screen !== undefined && { $screen_name: screen }),
  }
}

/** The flags an event happened under, so that insights can break down by them. */
export function flagProperties(flags: Readonly<Record<string, FlagValue>>): Properties {
  const entries = Object.entries(flags)
  if (!entries.length) return {}
  return {
    $active_feature_flags: entries.flatMap(([key, value]) => (value ? [key] : [])),
    ...Object.fromEntries(entries.map(([key, value]) => [`$feature/${key}`, value])),
  }
}

/** @param anonymousId the visitor to merge into the identified person, if any. */
export function identifyEvent(anonymousId: string | undefined): [event: string, properties: Properties] {
  return ['$identify', anonymousId === undefined ? {} : { $anon_distinct_id: anonymousId }]
}

export const SET_EVENT = '$set'

export function aliasEvent(alias: string, distinctId: string): [event: string, properties: Properties] {
  return ['$create_alias', { alias, distinct_id: distinctId }]
}

export function groupEvent(
  type: string,
  key: string,
  properties: Properties | undefined,
): [event: string, properties: Properties] {
  return ['$groupidentify', { $group_type: type, $group_key: key, ...(properties && { $group_set: properties }) }]
}

/** Where the visitor is, in a browser; nothing elsewhere. */
export function pageviewEvent(): [event: string, properties: Properties] {
  const { location, document } = globalThis
  return [
    '$pageview',
    location
      ? { $current_url: location.href, $host: location.host, $pathname: location.pathname, title: document?.title }
      : {},
  ]
}

export function screenEvent(name: string): [event: string, properties: Properties] {
  return ['$screen', { $screen_name: name }]
}
