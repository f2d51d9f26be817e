import { describe, expect, it } from 'vitest'
import { searchRegex } from '../../src/core/flags/evaluation/regex/search.js'

const SUBJECTS = [
  '',
  'a',
  'ab',
  'aab',
  'aaa',
  'abc',
  'ABC',
  'a-b_c',
  'foo bar',
  'foo\nbar',
  '2026-03-31',
  'x@y.example',
  'ünï',
  '[]()',
  'aXbXc',
  'abab',
  '🚀🚀',
]

/** Where both syntaxes mean the same, JavaScript's engine is the reference. */
const SHARED = [
  '',
  'a',
  '^a',
  'b$',
  '^$',
  'a*',
  'a+b',
  'a?b',
  'a{2}',
  'a{2,}',
  'a{1,2}b',
  'a*?b',
  '^a{2,3}$',
  '(a|b)+c',
  '(?:a|ab)(?:c|$)',
  '^(ab)+$',
  '(a)(b)?',
  '[abc]',
  '[^abc]',
  '[a-c]{2}',
  '[-a]',
  '[a-]',
  '[\\]\\[]',
  '[.]',
  '.',
  '^.{3}$',
  '\\bfoo\\b',
  '\\Bb',
  '\\d{4}-\\d{2}-\\d{2}',
  '\\S+@\\S+',
  '^\\S+\\.example$',
  '(?=.*b)a',
  'a(?!b)',
  '(?<=a)b',
  '(?<!a)b',
  '(ab)\\1',
  '(?<x>a)\\k<x>',
  '\\x61',
  '\\u{1F680}',
  'a|',
  '|b',
  '(a*)*',
  '(a*)+b',
  '(?:)*',
  '(a|b|ab)*c',
  '\\[\\]',
  '^(?:(?:a|b)(?:c|)){1,2}$',
  '\\p{Lu}+',
  '[\\d-]+$',
  'X(b|)X',
  'a+bc',
  'a*b$',
  '.*bar',
  '\\w*?c',
  '[ab]+\\b_',
  'a+(?<=aa)b',
  '\\w+ \\w+',
  '(.)(.)\\2\\1',
]

describe('regex search', () => {
  it.each(SHARED)('finds /%s/ where JavaScript finds it', pattern => {
    const reference = new RegExp(pattern, 'u')
    for (const subject of SUBJECTS) {
      expect([subject, searchRegex(pattern, subject)]).toEqual([subject, reference.test(subject)])
    }
  })

  it.each([
    ['(?i)abc', 'ABC', true],
    ['a(?i)bc', 'aBC', true],
    ['a(?i)bc', 'ABC', false],
    ['(?i:a)b', 'Ab', true],
    ['(?i:a)b', 'AB', false],
    ['(?i)[a-c]+$', 'ABC', true],
    ['(?-i)a', 'A', false],
    ['(?m)^bar$', 'foo\nbar', true],
    ['^bar$', 'foo\nbar', false],
    ['foo.bar', 'foo\nbar', false],
    ['(?s)foo.bar', 'foo\nbar', true],
    ['\\Afoo\\z', 'foo', true],
    ['(?P<year>\\d+)', '2026', true],
    ['[[:alpha:]]+[[:digit:]]', 'abc1', true],
    ['[[:^digit:]]', '1', false],
    ['[a-z&&[^aeiou]]', 'e', false],
    ['[a-z&&[^aeiou]]', 'x', true],
    ['(?>a+)a', 'aaa', false],
    ['a++a', 'aaa', false],
    ['\\pL+', 'ünï', true],
    ['\\w', 'ü', true],
    ['\\w', '漢', true],
    ['\\@\\-\\_', '@-_', true],
    ['[]a]', ']', true],
  ])('reads the syntax of Rust in /%s/ on %j', (pattern, text, expected) => {
    expect(searchRegex(pattern, text)).toBe(expected)
  })

  it.each([
    '(',
    ')',
    '[',
    'a{2',
    'a{3,1}',
    '*',
    '+a',
    '?',
    '\\',
    '(?z)a',
    '[z-a]',
    '\\p{Nope}',
    '\\k<x>',
    '[[:nope:]]',
    '(?<n',
    '\\q',
    'a{1001}',
    '^*',
    '\\x{110000}',
  ])('cannot tell for the broken pattern %j', pattern => {
    expect(searchRegex(pattern, 'a')).toBeUndefined()
  })

  it('cannot tell for patterns and texts beyond its limits', () => {
    expect(searchRegex('a'.repeat(1001), 'a')).toBeUndefined()
    expect(searchRegex('a', 'a'.repeat(10_001))).toBeUndefined()
    expect(searchRegex('b', 'a'.repeat(10_000))).toBe(false)
    expect(searchRegex('.*b', 'a'.repeat(10_000))).toBe(false)
    expect(searchRegex('\\w+@hedgebox', `${'a'.repeat(5000)}@${'b'.repeat(4000)}@hedgebox`)).toBe(true)
    expect(searchRegex('a'.repeat(1000), 'a'.repeat(10_000))).toBe(true)
  })

  it.each([
    ['nested quantifiers', '(a+)+$', `${'a'.repeat(40)}!`],
    ['overlapping alternatives', '^(a|aa)+$', `${'a'.repeat(60)}!`],
    ['a chain of stars', '.*.*.*.*.*.*.*x', 'a'.repeat(5000)],
    ['counted nesting', '((a{1,100}){1,100}){1,100}b', 'a'.repeat(5000)],
    ['look behind', '(?<!(?:a*)*b)c', 'a'.repeat(5000)],
    ['empty look behind', '(?<=(?!))x', 'a'.repeat(10_000)],
    ['deep recursion', `(${'a?'.repeat(450)})*b`, 'a'.repeat(9000)],
    ['deep nesting', `${'('.repeat(499)}a${')'.repeat(499)}*b`, 'a'.repeat(9000)],
    ['back references', '(a*)*\\1b', 'a'.repeat(2000)],
  ])('gives up on %s within bounds', (_, pattern, text) => {
    const start = performance.now()
    const found = searchRegex(pattern, text)
    expect(found).not.toBe(true)
    // Without bounds these run for minutes or years.
    expect(performance.now() - start).toBeLessThan(10_000)
  })
})
