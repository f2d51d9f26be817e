import type { EventRow } from '../engine/types.js'
import { type JsonObject, objectOrEmpty, toJsonText, toText } from '../json.js'
import type { StoredPerson } from '../store/persons.js'
import type { IngestionWarning } from '../store/warnings.js'
import type { DefinitionBatch } from './definitionBatch.js'
import { personUuid } from './distinctIds.js'
import { takeElementsChain } from './elements.js'
import { type GroupBatch, groupsOfEvent } from './groupBatch.js'
import { mergeDistinctIds } from './merge.js'
import type { PersonBatch } from './personBatch.js'
import { applyPersonUpdates, withAutosetProperties } from './personProperties.js'
import { toEngineTime, toIso } from './timestamps.js'
import type { IncomingEvent } from './types.js'

/** What one commit shares between its events. */
export interface Commit {
  readonly teamId: number
  readonly persons: PersonBatch
  readonly groups: GroupBatch
  readonly definitions: DefinitionBatch
  readonly warnings: IngestionWarning[]
}

const minute = 60_000
const hour = 3_600_000
/** PostHog's message broker drops larger events. */
const maxEventBytes = 1_000_000
/** A person cannot grow beyond this: the update is left out with a warning. */
const maxPersonBytes = 640_000

/** Events that mean something only for persons and groups. */
const needsPersonProfile = new Set(['$identify', '$create_alias', '$merge_dangerously', '$groupidentify'])
const neverChangesPersons = new Set(['$exception', '$$heatmap'])

/** The id an event wants to be merged into its distinct id, if any. */
export function mergeSource(event: string, properties: JsonObject): string | undefined {
  const name = event === '$identify' ? '$anon_distinct_id' : 'alias'
  const merges = event === '$identify' || event === '$create_alias' || event === '$merge_dangerously'
  const value = merges ? properties[name] : undefined
  return value === undefined || value === null ? undefined : toText(value)
}

/**
 * Takes one event through PostHog's ingestion: persons, merges, groups, definitions. Gives the row to store, or `undefined` when the
 * event is dropped, which a warning then explains.
 */
export function processEvent(commit: Commit, incoming: IncomingEvent): EventRow | undefined {
  const warn = (type: string, details: JsonObject = {}) =>
    commit.warnings.push({
      type,
      details: { eventUuid: incoming.uuid, event: incoming.event, distinctId: incoming.distinctId, ...details },
      timestamp: toIso(incoming.receivedAt),
    })
  const flag = incoming.properties['$process_person_profile']
  const processPerson = flag !== false
  if (flag !== undefined && typeof flag !== 'boolean') {
    warn('invalid_process_person_profile', { $process_person_profile: flag, message: 'Only a boolean value is valid' })
  }
  if (!processPerson && needsPersonProfile.has(incoming.event)) {
    warn('invalid_event_when_process_person_profile_is_false')
    return undefined
  }
  const properties = normalize(incoming, processPerson)
  const { person, mode } = processPerson
    ? { person: withPerson(commit, incoming, properties, warn), mode: 'full' as const }
    : withoutProfile(commit, incoming)
  const { eventProperties, groupProperties } = processPerson
    ? withGroups(commit, incoming, properties)
    : { eventProperties: properties, groupProperties: [] }
  const { elementsChain, rest } = takeElementsChain(eventProperties)
  const text = toJsonText(rest)
  if (Buffer.byteLength(text) > maxEventBytes) {
    warn('message_size_too_large', { maxEventBytes })
    return undefined
  }
  commit.definitions.observe(incoming.event, rest, incoming.timestamp)
  return {
    team_id: commit.teamId,
    uuid: incoming.uuid,
    event: incoming.event,
    distinct_id: incoming.distinctId,
    person_id: person.uuid,
    timestamp: toEngineTime(incoming.timestamp),
    created_at: toEngineTime(incoming.receivedAt),
    properties: text,
    person_properties: mode === 'propertyless' ? '{}' : toJsonText(person.properties),
    person_mode: mode,
    elements_chain: elementsChain,
    group0_properties: groupProperties[0] ?? '',
    group1_properties: groupProperties[1] ?? '',
    group2_properties: groupProperties[2] ?? '',
    group3_properties: groupProperties[3] ?? '',
    group4_properties: groupProperties[4] ?? '',
  }
}

function normalize(incoming: IncomingEvent, processPerson: boolean): JsonObject {
  const { $process_person_profile: _flag, ...properties } = incoming.properties
  if (processPerson && incoming.event !== '$groupidentify') return withAutosetProperties(properties)
  const { $set: _set, $set_once: _setOnce, $unset: _unset, ...rest } = properties
  return processPerson ? rest : { ...rest, $process_person_profile: false }
}

type Warn = (type: string, details?: JsonObject) => void

function withPerson(commit: Commit, incoming: IncomingEvent, properties: JsonObject, warn: Warn): StoredPerson {
  const { persons } = commit
  const initial = () => ({
    createdAt: toIso(incoming.timestamp),
    properties: applyPersonUpdates({ $creator_event_uuid: incoming.uuid }, properties),
    isIdentified: false,
  })
  const other = mergeSource(incoming.event, properties)
  if (other !== undefined) {
    const force = incoming.event === '$merge_dangerously'
    const outcome = mergeDistinctIds(persons, { other, target: incoming.distinctId, force, ...initial() })
    if (!outcome.merged && outcome.warning) warn(outcome.warning, outcome.details)
  }
  const isIdentify = incoming.event === '$identify' && other === undefined
  const person =
    persons.find(incoming.distinctId) ??
    persons.create([incoming.distinctId], { ...initial(), isIdentified: isIdentify })
  return updatePerson(commit, incoming, { person, properties, isIdentify, warn })
}

function updatePerson(
  { persons }: Commit,
  incoming: IncomingEvent,
  {
    person,
    properties,
    isIdentify,
    warn,
  }: { person: StoredPerson; properties: JsonObject; isIdentify: boolean; warn: Warn },
): StoredPerson {
  if (neverChangesPersons.has(incoming.event)) return person
  let next = applyPersonUpdates(person.properties, properties)
  if (next !== person.properties && Buffer.byteLength(JSON.stringify(next)) > maxPersonBytes) {
    warn('person_properties_size_violation', { personId: person.uuid, maxPersonBytes })
    next = person.properties
  }
  const seenAt = toIso(Math.floor(incoming.timestamp / hour) * hour)
  const isNewer = person.lastSeenAt === null || person.lastSeenAt < seenAt
  const becomesIdentified = isIdentify && !person.isIdentified
  if (next === person.properties && !isNewer && !becomesIdentified) return person
  return persons.update(person.uuid, {
    properties: next,
    ...(isNewer ? { lastSeenAt: seenAt } : {}),
    ...(becomesIdentified ? { isIdentified: true } : {}),
  })
}

/** An event that asked for no profile: a person that exists stays in use, otherwise only the uuid it would have is noted. */
function withoutProfile(
  { persons, teamId }: Commit,
  { distinctId, timestamp }: IncomingEvent,
): { person: Pick<StoredPerson, 'uuid' | 'properties'>; mode: EventRow['person_mode'] } {
  const person = persons.find(distinctId)
  if (!person) return { person: { uuid: personUuid(teamId, distinctId), properties: {} }, mode: 'propertyless' }
  // Events right around the person's creation may simply have been sent by an SDK that had not yet learned of the profile.
  const isUpgrade = Date.parse(person.createdAt) + minute < timestamp
  return { person, mode: isUpgrade ? 'force_upgrade' : 'propertyless' }
}

function withGroups(
  { groups, definitions }: Commit,
  incoming: IncomingEvent,
  properties: JsonObject,
): { eventProperties: JsonObject; groupProperties: (string | undefined)[] } {
  if (incoming.event === '$groupidentify') identifyGroup({ groups, definitions }, incoming, properties)
  const groupProperties: (string | undefined)[] = []
  const keys: JsonObject = {}
  for (const { type, key } of groupsOfEvent(properties)) {
    const index = groups.typeIndex(type)
    if (index === undefined) continue
    keys[`$group_${index}`] = key
    groupProperties[index] = toJsonText(groups.properties(index, key))
  }
  return { eventProperties: { ...properties, ...keys }, groupProperties }
}

function identifyGroup(
  { groups, definitions }: Pick<Commit, 'groups' | 'definitions'>,
  incoming: IncomingEvent,
  properties: JsonObject,
): void {
  const { $group_type: type, $group_key: key } = properties
  if (typeof type !== 'string' || (typeof key !== 'string' && typeof key !== 'number')) return
  const index = groups.typeIndex(type)
  if (index === undefined) return
  const set = objectOrEmpty(properties['$group_set'])
  groups.set(index, String(key), set, incoming.timestamp)
  definitions.observeGroup(index, set)
}
