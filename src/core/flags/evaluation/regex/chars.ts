import { RegexSyntaxError } from './types.js'

export type CharTest = (char: string) => boolean

const WORD = /^[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\p{Join_Control}]$/u

const CLASSES = new Map<string, RegExp>(
  Object.entries({
    d: /^\p{Nd}$/u,
    w: WORD,
    s: /^\p{White_Space}$/u,
    h: /^[0-9A-Fa-f]$/,
  }),
)

const POSIX = new Map<string, RegExp>(
  Object.entries({
    alnum: /^[0-9A-Za-z]$/,
    alpha: /^[A-Za-z]$/,
    blank: /^[\t ]$/,
    digit: /^[0-9]$/,
    lower: /^[a-z]$/,
    punct: /^[!-/:-@[-`{-~]$/,
    space: /^[\t-\r ]$/,
    upper: /^[A-Z]$/,
    word: /^[0-9A-Za-z_]$/,
    xdigit: /^[0-9A-Fa-f]$/,
  }),
)

const CONTROLS: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  f: '\f',
  v: '\v',
  a: '\u0007',
  e: '\u001b',
}

/** Whether a character is part of a word, for `\b`. */
export const isWordChar: CharTest = char => WORD.test(char)

/** `\d`, `\W`, ...: the class of an escape letter, or `undefined`. */
export function escapeClass(letter: string): CharTest | undefined {
  const lower = letter.toLowerCase()
  const pattern = CLASSES.get(lower)
  if (!pattern) return undefined
  return letter === lower ? char => pattern.test(char) : char => !pattern.test(char)
}

/** `[:alpha:]`, `[:^digit:]`. */
export function posixClass(name: string): CharTest {
  const pattern = POSIX.get(name.replace(/^\^/, ''))
  if (!pattern) throw new RegexSyntaxError(`unknown class [:${name}:]`)
  return name.startsWith('^') ? char => !pattern.test(char) : char => pattern.test(char)
}

/** `\p{Lu}`, `\pL`: names are the engine's own, tested on one character, so the cost is constant. */
export function unicodeClass(name: string, negative: boolean): CharTest {
  for (const spelled of [name, `Script=${name}`]) {
    try {
      const pattern = new RegExp(`^\\${negative ? 'P' : 'p'}{${spelled}}$`, 'u')
      return char => pattern.test(char)
    } catch {
      continue
    }
  }
  throw new RegexSyntaxError(`unknown property ${name}`)
}

/** The character an escape stands for, or `undefined` when the letter has no such meaning. */
export function escapeChar(letter: string): string | undefined {
  if (Object.hasOwn(CONTROLS, letter)) return CONTROLS[letter]
  return /^[0-9A-Za-z]$/.test(letter) ? undefined : letter
}

/** Tests both cases of a character when case does not matter. */
export function foldCase(test: CharTest, ignoreCase: boolean): CharTest {
  if (!ignoreCase) return test
  return char => test(char) || test(char.toLowerCase()) || test(char.toUpperCase())
}
