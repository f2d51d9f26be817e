import type { JsonObject } from '../json.js'
import { checkBoolean, checkKeys, checkText, checkWhole, objectAt, refuse } from './checks.js'
import { checkFault } from './readFault.js'
import type { FaultRule } from './types.js'

/** More make no test clearer. */
export const maxRules = 100

/**
 * Checks a list of rules from anywhere: options, a file, a request. One rule counts as a list of one.
 *
 * @throws SandboxError `invalid_fault` that names the rule and the key
 */
export function readRules(value: unknown): FaultRule[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value]
  if (list.length > maxRules) refuse(`there may be at most ${maxRules} fault rules, not ${list.length}.`)
  const rules = list.map((rule, index) => readRule(rule, `faults[${index}]`))
  for (const { id } of rules) {
    if (id !== undefined && rules.filter(rule => rule.id === id).length > 1)
      refuse(`two fault rules have the id "${id}".`)
  }
  return rules
}

function readRule(value: unknown, place: string): FaultRule {
  const rule = objectAt(value, place)
  checkKeys(rule, ['id', 'match', 'times', 'every', 'probability', 'seed', 'expose', 'fault'], place)
  if (rule['id'] !== undefined && !(typeof rule['id'] === 'string' && /^[\w.-]{1,64}$/.test(rule['id']))) {
    refuse(`${place}.id must be 1 to 64 letters, digits, "_", "-" or ".".`)
  }
  checkMatch(rule['match'], `${place}.match`)
  checkWhole(rule['times'], `${place}.times`, { min: 1 })
  checkWhole(rule['every'], `${place}.every`, { min: 1 })
  checkWhole(rule['seed'], `${place}.seed`, { min: 0 })
  checkBoolean(rule['expose'], `${place}.expose`)
  checkProbability(rule, place)
  checkFault(rule['fault'], `${place}.fault`)
  // Every key was looked at. A copy, so that changing the caller's object later changes nothing here.
  return structuredClone(rule) as unknown as FaultRule
}

function checkMatch(value: unknown, place: string): void {
  if (value === undefined) return
  const match = objectAt(value, place)
  checkKeys(match, ['path', 'method', 'afterRequests', 'token'], place)
  checkText(match['path'], `${place}.path`)
  if (typeof match['path'] === 'string' && !/^[/*]/.test(match['path']))
    refuse(`${place}.path must start with "/" or "*".`)
  checkText(match['method'], `${place}.method`)
  checkText(match['token'], `${place}.token`)
  checkWhole(match['afterRequests'], `${place}.afterRequests`, { min: 0 })
}

function checkProbability({ probability, every, seed }: JsonObject, place: string): void {
  if (probability === undefined) {
    if (seed !== undefined) refuse(`${place}.seed does nothing without ${place}.probability.`)
    return
  }
  if (typeof probability !== 'number' || !(probability >= 0 && probability <= 1)) {
    refuse(`${place}.probability must be a number from 0 to 1.`)
  }
  if (every !== undefined) refuse(`${place} has both "every" and "probability": choose one.`)
}
