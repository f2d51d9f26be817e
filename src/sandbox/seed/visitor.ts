import { evaluateFlags, type FlagDefinition } from '../../core/flags/evaluation/index.js'
import { personUuid } from '../ingestion/distinctIds.js'
import type { Device } from './catalogue/devices.js'
import type { Place } from './catalogue/places.js'
import type { Plan } from './catalogue/product.js'
import { DEMO_FLAGS, WELCOME_FLAG } from './flags.js'
import type { Member } from './people.js'

/** The demo's project is the first one. */
const TEAM_ID = 1
const DEFINITIONS: readonly FlagDefinition[] = DEMO_FLAGS.map((flag, i) => ({ ...flag, id: i + 1, version: 1 }))

/** Who an event belongs to and what is the same in all events of a while. Immutable, so events may share its parts. */
export interface Visitor {
  readonly distinctId: string
  readonly personUuid: string
  readonly personMode: 'full' | 'propertyless'
  readonly groups: Readonly<Record<string, string>>
  readonly personProperties: Readonly<Record<string, unknown>>
  readonly eventProperties: Readonly<Record<string, unknown>>
  readonly flags: ReadonlyMap<string, { readonly value: boolean | string; readonly payload: string | null }>
}

export function demoPersonUuid(distinctId: string): string {
  return personUuid(TEAM_ID, distinctId)
}

function deviceProperties(device: Device): Record<string, unknown> {
  const { $browser, $browser_version, $os, $os_version, $device_type, $screen_width, $screen_height } = device
  return { $browser, $browser_version, $os, $os_version, $device_type, $screen_width, $screen_height }
}

export function geoProperties(place: Place): Record<string, unknown> {
  return {
    $geoip_country_code: place.code,
    $geoip_country_name: place.country,
    $geoip_city_name: place.city,
    $geoip_continent_name: place.continent,
    $geoip_time_zone: place.timeZone,
  }
}

type Evaluated = Pick<Visitor, 'distinctId' | 'groups' | 'personProperties'>

function evaluate(who: Evaluated, plan: Plan, now: number): Visitor['flags'] {
  const results = evaluateFlags(DEFINITIONS, {
    distinctId: who.distinctId,
    groups: who.groups,
    groupTypeIndex: { company: 0 },
    groupProperties: { company: { plan } },
    personProperties: who.personProperties,
    now,
  })
  return new Map(results.map(({ key, enabled, variant, payload }) => [key, { value: variant ?? enabled, payload }]))
}

/** Which welcome somebody sees who signs up. */
export function welcomeOf(distinctId: string): boolean | string | undefined {
  const welcome = DEFINITIONS.filter(({ key }) => key === WELCOME_FLAG)
  const [result] = evaluateFlags(welcome, {
    distinctId,
    groups: {},
    groupTypeIndex: {},
    groupProperties: {},
    personProperties: {},
    now: 0,
  })
  return result?.variant ?? result?.enabled
}

function flagProperties(flags: Visitor['flags']): Record<string, unknown> {
  const active = [...flags].filter(([, { value }]) => value !== false).map(([key]) => key)
  return {
    ...Object.fromEntries([...flags].map(([key, { value }]) => [`$feature/${key}`, value])),
    $active_feature_flags: active,
  }
}

function browserProperties(device: Device, place: Place): Record<string, unknown> {
  return {
    ...deviceProperties(device),
    ...geoProperties(place),
    $browser_language: place.language,
    $timezone: place.timeZone,
    $lib: 'web',
    $lib_version: '0.1.0',
  }
}

/** Somebody unknown. Their events count for `owner` once they sign up. */
export function anonymousVisitor(
  anonymousId: string,
  device: Device,
  place: Place,
  now: number,
  owner?: Member,
): Visitor {
  const flags = evaluate({ distinctId: anonymousId, groups: {}, personProperties: geoProperties(place) }, 'free', now)
  return {
    distinctId: anonymousId,
    personUuid: demoPersonUuid(owner?.email ?? anonymousId),
    personMode: 'propertyless',
    groups: {},
    personProperties: {},
    eventProperties: {
      ...browserProperties(device, place),
      ...flagProperties(flags),
      $device_id: anonymousId,
      $is_identified: false,
      $process_person_profile: false,
    },
    flags,
  }
}

/** A member's person properties while on this plan and device. */
export function memberProperties(member: Member, plan: Plan, device: Device): Record<string, unknown> {
  const { $browser, $browser_version, $os, $os_version, $device_type } = device
  const initial = deviceProperties(member.device)
  return {
    email: member.email,
    name: member.name,
    role: member.role,
    plan,
    language: member.place.language,
    ...(member.company ? { company: member.company.name } : {}),
    $browser,
    $browser_version,
    $os,
    $os_version,
    $device_type,
    ...geoProperties(member.place),
    $initial_browser: initial['$browser'],
    $initial_os: initial['$os'],
    $initial_device_type: initial['$device_type'],
    $initial_referrer: member.source.referrer,
    $initial_referring_domain: member.source.domain,
    $initial_geoip_country_code: member.place.code,
    ...Object.fromEntries(Object.entries(member.source.utm).map(([key, value]) => [`$initial_${key}`, value])),
  }
}

/** A member who is signed in. */
export function memberVisitor(member: Member, plan: Plan, device: Device, now: number): Visitor {
  const groups: Record<string, string> = member.company ? { company: member.company.key } : {}
  const personProperties = memberProperties(member, plan, device)
  const flags = evaluate({ distinctId: member.email, groups, personProperties }, plan, now)
  return {
    distinctId: member.email,
    personUuid: demoPersonUuid(member.email),
    personMode: 'full',
    groups,
    personProperties,
    eventProperties: {
      ...browserProperties(device, member.place),
      ...flagProperties(flags),
      $device_id: device === member.device ? member.anonymousId : member.secondAnonymousId,
      $is_identified: true,
      ...(member.company ? { $groups: groups, $group_0: member.company.key } : {}),
    },
    flags,
  }
}
