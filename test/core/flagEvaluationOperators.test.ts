import { describe, expect, it } from 'vitest'
import { type FlagPropertyFilter, matchProperty } from '../../src/core/flags/evaluation/index.js'
import { NOW } from '../support/flagContext.js'

function matches(operator: string | null, value: unknown, property: unknown): boolean {
  const filter: FlagPropertyFilter = { key: 'p', type: 'person', operator, value }
  return matchProperty(filter, property === undefined ? {} : { p: property }, NOW)
}

type Case = readonly [operator: string, value: unknown, property: unknown, expected: boolean]

function table(name: string, cases: readonly Case[]): void {
  describe(`operators on ${name}`, () => {
    it.each(cases)('%s %j on %j is %j', (operator, value, property, expected) => {
      expect(matches(operator, value, property)).toBe(expected)
    })
  })
}

table('equality', [
  ['exact', 'DE', 'de', true],
  ['exact', 'DE', 'fr', false],
  ['exact', ['US', 'De'], 'dE', true],
  ['exact', ['US'], 'DE', false],
  ['exact', 5, '5', true],
  ['exact', '5', 5, true],
  ['exact', [5, 6], 6, true],
  ['exact', 'null', null, true],
  ['exact', true, 'TRUE', true],
  ['exact', 'True', true, true],
  ['exact', ['true'], true, true],
  ['exact', 'false', 'anything', true],
  ['exact', 'true', 'anything', false],
  ['exact', 'a', undefined, false],
  ['exact', null, 'a', false],
  ['is_not', 'DE', 'de', false],
  ['is_not', ['DE', 'FR'], 'US', true],
  ['is_not', 'DE', undefined, true],
  ['exact', '{"a":1}', { a: 1 }, true],
])

table('text', [
  ['icontains', 'HOG', 'hedgehog', true],
  ['icontains', 'ü', 'Ü', false],
  ['icontains', 2, 123, true],
  ['not_icontains', 'hog', 'hedgebox', true],
  ['not_icontains', 'hog', undefined, true],
  ['icontains', 'hog', undefined, false],
  ['icontains_multi', ['cat', 'HOG'], 'hedgehog', true],
  ['icontains_multi', 'hog', 'hedgehog', true],
  ['icontains_multi', [], 'hedgehog', false],
  ['not_icontains_multi', ['cat', 'dog'], 'hedgehog', true],
  ['not_icontains_multi', ['cat', 'hog'], 'hedgehog', false],
  ['not_icontains_multi', ['cat'], undefined, true],
  ['starts_with', 'HE', 'hedgehog', true],
  ['not_starts_with', 'HE', 'hedgehog', false],
  ['ends_with', 'HOG', 'hedgehog', true],
  ['not_ends_with', 'x', undefined, true],
])

table('presence', [
  ['is_set', undefined, 'a', true],
  ['is_set', 'is_set', null, true],
  ['is_set', undefined, undefined, false],
  ['is_not_set', undefined, undefined, true],
  ['is_not_set', undefined, '', false],
])

table('numbers', [
  ['gt', 10, 11, true],
  ['gt', '10', '9', false],
  ['gt', 10, 10, false],
  ['gte', 10, 10, true],
  ['min', 10, 10, true],
  ['lt', 10, '9.5', true],
  ['lt', '1e3', 999, true],
  ['lte', 10, 10, true],
  ['max', 10, 11, false],
  ['gt', 10, 'eleven', false],
  ['lt', 10, 'eleven', false],
  ['gt', 'ten', 11, false],
  ['gt', 10, ' 11', false],
  ['gt', 10, '0xff', false],
  ['gt', 0, true, false],
  ['gt', 0, '', false],
  ['lt', 10, undefined, false],
  ['gt', 10, 'inf', true],
  ['lt', 10, '-Infinity', true],
  ['gte', 10, NaN, false],
  ['lt', 10, NaN, false],
])

table('dates', [
  ['is_date_before', '2026-01-01', '2025-12-31', true],
  ['is_date_after', '2026-01-01', '2026-01-01T00:00:01Z', true],
  ['is_date_after', '2026-01-01', '2026-01-01', false],
  ['is_date_exact', '2026-01-01', '2026-01-01T00:00:00.000Z', true],
  ['is_date_exact', '2026-01-01T02:00:00+02:00', '2026-01-01 00:00:00', true],
  ['is_date_exact', '2026-01-01', 1767225600, true],
  ['is_date_exact', '2026-01-01', '1767225600', true],
  ['is_date_before', '2026-01-01', 'yesterday', false],
  ['is_date_after', '2026-02-30', '2027-01-01', false],
  ['is_date_after', '2026-13-01', '2027-01-01', false],
  ['is_date_after', 1767225600, '2027-01-01', false],
  ['is_date_after', '2026-01-01', undefined, false],
  ['is_date_after', '2026-01-01', true, false],
  ['is_date_after', '-7d', '2026-03-24T12:00:00.001Z', true],
  ['is_date_exact', '-7d', '2026-03-24T12:00:00Z', true],
  ['is_date_exact', '7d', '2026-03-24T12:00:00Z', true],
  ['is_date_exact', '-36h', '2026-03-30T00:00:00Z', true],
  ['is_date_exact', '-2w', '2026-03-17T12:00:00Z', true],
  ['is_date_exact', '-1m', '2026-02-28T12:00:00Z', true],
  ['is_date_exact', '-2m', '2026-01-28T12:00:00Z', true],
  ['is_date_exact', '-3m', '2025-12-28T12:00:00Z', true],
  ['is_date_exact', '-1y', '2025-03-31T12:00:00Z', true],
  ['is_date_after', '-9999d', '2026-01-01', true],
  ['is_date_after', '-10000d', '2026-01-01', false],
  ['is_date_after', '-9999y', '2026-01-01', true],
  ['is_date_after', '-1x', '2026-01-01', false],
])

table('versions', [
  ['semver_eq', '1.2.3', 'v1.2.3', true],
  ['semver_eq', '1.2', '1.2.0', true],
  ['semver_eq', '3.8', '3.08', true],
  ['semver_neq', '1.2.3', '1.2.4', true],
  ['semver_neq', '1.2.3', 'not a version', false],
  ['semver_neq', '1.2.3', undefined, false],
  ['semver_gt', '1.9.0', '1.10.0', true],
  ['semver_gt', '1.0.0', '1.0.0-beta.2', false],
  ['semver_lt', '1.0.0', '1.0.0-beta.2', true],
  ['semver_lt', '1.0.0-beta.11', '1.0.0-beta.2', true],
  ['semver_lt', '1.0.0-beta', '1.0.0-alpha', true],
  ['semver_gte', '2', 2, true],
  ['semver_lte', '1.2.3', '1.2.3', true],
  ['semver_gt', '1.2.3', '1.2.3.4', false],
  ['semver_gt', 'x', '1.2.3', false],
  ['semver_gt', '1.0.0', '99999999999999999999.0.0', false],
  ['semver_tilde', '1.2.3', '1.2.9', true],
  ['semver_tilde', '1.2.3', '1.3.0', false],
  ['semver_tilde', '1.2.3', '1.2.2', false],
  ['semver_caret', '1.2.3', '1.9.0', true],
  ['semver_caret', '1.2.3', '2.0.0', false],
  ['semver_caret', '0.2.3', '0.2.9', true],
  ['semver_caret', '0.2.3', '0.3.0', false],
  ['semver_caret', '0.0.3', '0.0.3', true],
  ['semver_caret', '0.0.3', '0.0.4', false],
  ['semver_caret', '1.2.3', '1.3.0-beta', false],
  ['semver_caret', '1.2.3-alpha', '1.2.3-beta', true],
  ['semver_wildcard', '1.*', '1.9.9', true],
  ['semver_wildcard', '1.*', '2.0.0', false],
  ['semver_wildcard', '1.2.*', '1.2.0', true],
  ['semver_wildcard', '1.2.*', '1.3.0', false],
  ['semver_wildcard', '1.*.*', '1.3.0', true],
  ['semver_wildcard', '*', '7.0.0', true],
  ['semver_wildcard', '3.08.*', '3.8.1', true],
  ['semver_wildcard', '1.*.3', '1.2.3', false],
])

table('patterns', [
  ['regex', 'hog$', 'hedgehog', true],
  ['regex', '^hog', 'hedgehog', false],
  ['regex', '@hedgebox\\.(example|test)$', 'ada@hedgebox.example', true],
  ['not_regex', '@hedgebox', 'ada@other.example', true],
  ['not_regex', 'x', undefined, true],
  ['regex', 'x', undefined, false],
  ['regex', '(', 'anything', false],
  ['not_regex', '(', 'anything', false],
  ['regex', '[0-9]+', 42, true],
])

describe('what is not an operator of flags', () => {
  it.each(['between', 'in', 'flag_evaluates_to', 'constructor', '__proto__', ''])('%j never matches', operator => {
    expect(matches(operator, 'a', 'a')).toBe(false)
  })

  it('no operator means exact', () => {
    expect(matches(null, 'a', 'A')).toBe(true)
  })
})
