import { type CharTest, escapeChar, escapeClass, foldCase, posixClass, unicodeClass } from './chars.js'
import { Cursor } from './cursor.js'
import { type Edge, type RegexFlags, type RegexNode, RegexSyntaxError } from './types.js'

/** `{2,5000}` on a group costs a step each; the server bounds compiled size likewise. */
const MAX_REPEAT = 1000
const EDGES = new Map<string, Edge>(Object.entries({ A: 'start', z: 'end', Z: 'end', b: 'word', B: 'notWord' }))

interface State {
  readonly cursor: Cursor
  groups: number
  readonly names: Map<string, number>
}

/** Reads a pattern in the syntax of Rust's `fancy_regex`, which PostHog's server uses. Throws {@link RegexSyntaxError}. */
export function parseRegex(pattern: string): RegexNode {
  const state: State = { cursor: new Cursor(pattern), groups: 0, names: new Map() }
  const node = parseChoice(state, { i: false, m: false, s: false })
  if (!state.cursor.done) throw new RegexSyntaxError('unmatched )')
  return node
}

function parseChoice(state: State, outer: RegexFlags): RegexNode {
  const options: RegexNode[] = []
  let items: RegexNode[] = []
  let flags = outer
  while (!state.cursor.done && state.cursor.peek() !== ')') {
    if (state.cursor.take('|')) {
      options.push({ type: 'sequence', items })
      items = []
      continue
    }
    const changed = takeFlagGroup(state.cursor, flags)
    if (changed) flags = changed
    else items.push(parseRepeats(state, parseAtom(state, flags)))
  }
  const last: RegexNode = { type: 'sequence', items }
  return options.length === 0 ? last : { type: 'choice', options: [...options, last] }
}

/** `(?i)` holds to the end of the enclosing group. */
function takeFlagGroup(cursor: Cursor, flags: RegexFlags): RegexFlags | undefined {
  if (cursor.peek() !== '(' || cursor.peek(1) !== '?') return undefined
  let length = 2
  while (/^[imsux-]$/.test(cursor.peek(length) ?? '')) length++
  if (length === 2 || cursor.peek(length) !== ')') return undefined
  cursor.take('(?')
  return applyFlags(cursor.until(')'), flags)
}

function applyFlags(text: string, flags: RegexFlags): RegexFlags {
  const match = /^([imsu]*)(?:-([ims]+))?$/.exec(text)
  if (!match) throw new RegexSyntaxError(`unknown flags ${text}`)
  const [, on = '', off = ''] = match
  const value = (flag: 'i' | 'm' | 's') => (on.includes(flag) || flags[flag]) && !off.includes(flag)
  return { i: value('i'), m: value('m'), s: value('s') }
}

function parseRepeats(state: State, atom: RegexNode): RegexNode {
  let node = atom
  for (let range = takeRange(state.cursor); range; range = takeRange(state.cursor)) {
    if (node.type === 'edge') throw new RegexSyntaxError('nothing to repeat')
    const mode = state.cursor.take('?') ? 'lazy' : state.cursor.take('+') ? 'possessive' : 'greedy'
    node = { type: 'repeat', item: node, min: range[0], max: range[1], mode }
  }
  return node
}

function takeRange(cursor: Cursor): readonly [number, number] | undefined {
  if (cursor.take('*')) return [0, Infinity]
  if (cursor.take('+')) return [1, Infinity]
  if (cursor.take('?')) return [0, 1]
  if (!cursor.take('{')) return undefined
  const min = cursor.number()
  const comma = cursor.take(',')
  const max = comma ? (cursor.number() ?? Infinity) : min
  if (min === undefined || max === undefined || !cursor.take('}') || max < min) throw new RegexSyntaxError('bad {n,m}')
  if (min > MAX_REPEAT || (max !== Infinity && max > MAX_REPEAT)) throw new RegexSyntaxError('repeats too often')
  return [min, max]
}

function parseAtom(state: State, flags: RegexFlags): RegexNode {
  const { cursor } = state
  const char = cursor.next()
  if (char === '(') return parseGroup(state, flags)
  if (char === '[') return { type: 'char', test: foldCase(parseSet(cursor), flags.i) }
  if (char === '\\') return parseEscape(state, flags)
  if (char === '.') return { type: 'char', test: flags.s ? () => true : other => other !== '\n' }
  if (char === '^') return { type: 'edge', at: flags.m ? 'lineStart' : 'start' }
  if (char === '$') return { type: 'edge', at: flags.m ? 'lineEnd' : 'end' }
  if ('*+?{'.includes(char)) throw new RegexSyntaxError('nothing to repeat')
  return literal(char, flags)
}

function literal(char: string, flags: RegexFlags): RegexNode {
  const folded = char.toLowerCase()
  return { type: 'char', test: flags.i ? other => other.toLowerCase() === folded : other => other === char }
}

function parseGroup(state: State, flags: RegexFlags): RegexNode {
  const { cursor } = state
  const close = (item: RegexNode): RegexNode => {
    if (!cursor.take(')')) throw new RegexSyntaxError('missing )')
    return item
  }
  const group = (index: number | undefined, atomic: boolean, inner = flags): RegexNode => ({
    type: 'group',
    item: close(parseChoice(state, inner)),
    index,
    atomic,
  })
  const look = (behind: boolean, negative: boolean): RegexNode => ({
    type: 'look',
    item: close(parseChoice(state, flags)),
    behind,
    negative,
  })

  if (!cursor.take('?')) return group(++state.groups, false)
  if (cursor.take(':')) return group(undefined, false)
  if (cursor.take('>')) return group(undefined, true)
  if (cursor.take('=')) return look(false, false)
  if (cursor.take('!')) return look(false, true)
  if (cursor.take('<=')) return look(true, false)
  if (cursor.take('<!')) return look(true, true)
  if (cursor.take('P<') || cursor.take('<')) {
    const index = ++state.groups
    state.names.set(cursor.until('>'), index)
    return group(index, false)
  }
  return group(undefined, false, applyFlags(cursor.until(':'), flags))
}

function parseEscape(state: State, flags: RegexFlags): RegexNode {
  const { cursor } = state
  const index = cursor.number()
  if (index !== undefined) return { type: 'back', index, ignoreCase: flags.i }
  if (cursor.take('k<')) return backByName(state, cursor.until('>'), flags)
  const letter = cursor.next()
  const at = EDGES.get(letter)
  if (at) return { type: 'edge', at }
  const item = readEscape(cursor, letter)
  return typeof item === 'string' ? literal(item, flags) : { type: 'char', test: foldCase(item, flags.i) }
}

function backByName(state: State, name: string, flags: RegexFlags): RegexNode {
  const index = state.names.get(name)
  if (index === undefined) throw new RegexSyntaxError(`unknown group ${name}`)
  return { type: 'back', index, ignoreCase: flags.i }
}

/** A class or a character, for both atoms and sets. */
function readEscape(cursor: Cursor, letter: string): CharTest | string {
  if (letter === 'p' || letter === 'P') {
    const name = cursor.take('{') ? cursor.until('}') : cursor.next()
    const inverted = name.startsWith('^')
    return unicodeClass(inverted ? name.slice(1) : name, (letter === 'P') !== inverted)
  }
  if ('xuU'.includes(letter)) return readHex(cursor, letter === 'x' ? 2 : letter === 'u' ? 4 : 8)
  const found = escapeClass(letter) ?? escapeChar(letter)
  if (found === undefined) throw new RegexSyntaxError(`unknown escape \\${letter}`)
  return found
}

function readHex(cursor: Cursor, length: number): string {
  const digits = cursor.take('{') ? cursor.until('}') : Array.from({ length }, () => cursor.next()).join('')
  const code = /^[0-9a-f]{1,8}$/i.test(digits) ? parseInt(digits, 16) : NaN
  if (!(code <= 0x10ffff)) throw new RegexSyntaxError('bad character code')
  return String.fromCodePoint(code)
}

function parseSet(cursor: Cursor): CharTest {
  const negative = cursor.take('^')
  const tests: CharTest[] = []
  for (let first = true; first || !cursor.take(']'); first = false) {
    if (cursor.take('&&')) {
      const left = [...tests]
      const right = parseSet(cursor)
      return invert(char => left.some(test => test(char)) && right(char), negative)
    }
    const item = readSetItem(cursor)
    const ranged = typeof item === 'string' && cursor.peek() === '-' && cursor.peek(1) !== ']'
    tests.push(ranged ? readRange(cursor, item) : typeof item === 'string' ? char => char === item : item)
  }
  return invert(char => tests.some(test => test(char)), negative)
}

const invert = (test: CharTest, negative: boolean): CharTest => (negative ? char => !test(char) : test)

function readSetItem(cursor: Cursor): CharTest | string {
  if (cursor.take('[:')) return posixClass(cursor.until(':]'))
  const char = cursor.next()
  if (char === '[') return parseSet(cursor)
  return char === '\\' ? readEscape(cursor, cursor.next()) : char
}

const codeOf = (char: string) => char.codePointAt(0) ?? 0

function readRange(cursor: Cursor, from: string): CharTest {
  cursor.take('-')
  const to = readSetItem(cursor)
  const low = codeOf(from)
  const high = typeof to === 'string' ? codeOf(to) : -1
  if (high < low) throw new RegexSyntaxError('bad range')
  return char => {
    const code = codeOf(char)
    return code >= low && code <= high
  }
}
