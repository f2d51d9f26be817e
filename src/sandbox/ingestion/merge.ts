import type { JsonObject } from '../json.js'
import type { StoredPerson } from '../store/persons.js'
import { isIllegalDistinctId } from './distinctIds.js'
import type { PersonBatch } from './personBatch.js'

export interface MergeRequest {
  /** The id that goes into `target`. */
  readonly other: string
  readonly target: string
  /** `$merge_dangerously`: also when `other` is already identified. */
  readonly force: boolean
  /** For a person that has to be made. ISO 8601. */
  readonly createdAt: string
  readonly properties: JsonObject
}

export type MergeOutcome =
  | { readonly merged: true; readonly person: StoredPerson }
  | { readonly merged: false; readonly warning?: string; readonly details?: JsonObject }

/**
 * Makes two distinct ids one person, or says why not, by PostHog's rules:
 * https://posthog.com/docs/product-analytics/identify, https://posthog.com/docs/data/ingestion-warnings
 */
export function mergeDistinctIds(persons: PersonBatch, request: MergeRequest): MergeOutcome {
  const { other, target } = request
  if (other === target) return { merged: false }
  const illegal = [other, target].find(isIllegalDistinctId)
  if (illegal !== undefined) {
    return {
      merged: false,
      warning: 'cannot_merge_with_illegal_distinct_id',
      details: { illegalDistinctId: illegal, otherDistinctId: illegal === other ? target : other },
    }
  }
  const otherPerson = persons.find(other)
  const targetPerson = persons.find(target)
  if (otherPerson && targetPerson) return mergePersons(persons, request, otherPerson, targetPerson)
  if (otherPerson || targetPerson) {
    const existing = (otherPerson ?? targetPerson) as StoredPerson
    persons.attach(otherPerson ? target : other, existing.uuid)
    return { merged: true, person: persons.update(existing.uuid, { isIdentified: true }) }
  }
  const { createdAt, properties } = request
  return { merged: true, person: persons.create([target, other], { createdAt, properties, isIdentified: true }) }
}

function mergePersons(
  persons: PersonBatch,
  { force, other, target }: MergeRequest,
  otherPerson: StoredPerson,
  targetPerson: StoredPerson,
): MergeOutcome {
  if (otherPerson.uuid === targetPerson.uuid) return { merged: false }
  if (otherPerson.isIdentified && !force) {
    return {
      merged: false,
      warning: 'cannot_merge_already_identified',
      details: { sourcePersonDistinctId: other, targetPersonDistinctId: target },
    }
  }
  persons.merge(otherPerson.uuid, targetPerson.uuid)
  const person = persons.update(targetPerson.uuid, {
    properties: { ...otherPerson.properties, ...targetPerson.properties },
    createdAt: otherPerson.createdAt < targetPerson.createdAt ? otherPerson.createdAt : targetPerson.createdAt,
    isIdentified: true,
  })
  return { merged: true, person }
}
