import { isWordChar } from './chars.js'
import { parseRegex } from './parse.js'
import { type Edge, type RegexNode, RegexSyntaxError } from './types.js'

/** Longer patterns do not compile, longer texts are not searched. */
const MAX_PATTERN = 1000
const MAX_INPUT = 10_000
/** Enough to walk the longest input a few times; some 10 ms at worst. */
const MAX_STEPS = 100_000
/** Pattern elements matched and not yet given up, each a few calls deep: keeps within the call stack of every engine. */
const MAX_DEPTH = 1500

class Exhausted extends Error {}

type Next = (position: number) => boolean
type Matcher = (position: number, next: Next) => boolean

interface Run {
  readonly input: readonly string[]
  readonly captures: (readonly [number, number] | undefined)[]
  steps: number
  depth: number
}

/**
 * Whether the pattern is found anywhere in the text; `undefined` when that cannot be told: the pattern is invalid or the
 * search costs too much.
 *
 * An engine of its own because a flag's pattern is anybody's text and JavaScript's `RegExp` cannot be stopped: `(a+)+$`
 * would hold the process for ever. PostHog's server bounds its search in the same way.
 */
export function searchRegex(pattern: string, text: string): boolean | undefined {
  if (pattern.length > MAX_PATTERN || text.length > MAX_INPUT) return undefined
  try {
    const run: Run = { input: Array.from(text), captures: [], steps: 0, depth: 0 }
    const node = parseRegex(pattern)
    const matcher = compile(node, run)
    const leading = leadingTest(node)
    for (let start = 0; start <= run.input.length; start++) {
      if (matcher(start, () => true)) return true
      if (leading) start = endOfRun(start, leading, run)
    }
    return false
  } catch (error) {
    if (error instanceof RegexSyntaxError || error instanceof Exhausted) return undefined
    throw error
  }
}

/**
 * The character test of a pattern that begins with `x*` or `x+`. Where such a pattern fails, it also fails at every later
 * start within the same run of `x`, because the rest has been tried from all those places: that keeps `.*foo` linear.
 */
function leadingTest(node: RegexNode): ((char: string) => boolean) | undefined {
  const first = node.type === 'sequence' ? node.items[0] : undefined
  if (first?.type !== 'repeat' || first.item.type !== 'char') return undefined
  return first.max === Infinity && first.min <= 1 && first.mode !== 'possessive' ? first.item.test : undefined
}

function endOfRun(start: number, test: (char: string) => boolean, run: Run): number {
  let end = start
  for (let char = run.input[end]; char !== undefined && test(char); char = run.input[end]) {
    step(run)
    end++
  }
  return end
}

function step(run: Run): void {
  if (++run.steps > MAX_STEPS) throw new Exhausted()
}

function compile(node: RegexNode, run: Run): Matcher {
  if (node.type === 'char') return compileChar(node.test, run)
  if (node.type === 'sequence') return compileSequence(node.items, run)
  if (node.type === 'choice') return compileChoice(node.options, run)
  if (node.type === 'repeat') return compileRepeat(node, run)
  if (node.type === 'group') return compileGroup(node, run)
  if (node.type === 'look') return compileLook(node, run)
  if (node.type === 'edge') return compileEdge(node.at, run)
  return compileBack(node.index, node.ignoreCase, run)
}

function compileChar(test: (char: string) => boolean, run: Run): Matcher {
  return (position, next) => {
    step(run)
    const char = run.input[position]
    return char !== undefined && test(char) && next(position + 1)
  }
}

function compileChoice(nodes: readonly RegexNode[], run: Run): Matcher {
  const options = nodes.map(option => compile(option, run))
  return (position, next) => {
    step(run)
    return options.some(option => option(position, next))
  }
}

function compileSequence(items: readonly RegexNode[], run: Run): Matcher {
  const matchers = items.map(item => compile(item, run))
  return matchers.reduceRight<Matcher>(
    (rest, matcher) => (position, next) => matcher(position, after => deeper(run, () => rest(after, next))),
    (position, next) => next(position),
  )
}

type Repeat = Extract<RegexNode, { type: 'repeat' }>

function compileRepeat(node: Repeat, run: Run): Matcher {
  if (node.mode === 'possessive') return atomic(compileRepeat({ ...node, mode: 'greedy' }, run))
  if (node.item.type === 'char') return repeatChar(node, node.item.test, run)
  const item = compile(node.item, run)
  const from = (count: number, position: number, next: Next): boolean => {
    step(run)
    const more = () =>
      count < node.max &&
      // An empty turn past the minimum would go on for ever without getting anywhere.
      deeper(run, () => item(position, after => (after > position || count < node.min) && from(count + 1, after, next)))
    const stop = () => count >= node.min && next(position)
    return node.mode === 'lazy' ? stop() || more() : more() || stop()
  }
  return (position, next) => from(0, position, next)
}

/** The common case, `.*` and `\d+`, as a loop: no stack, however long the text. */
function repeatChar(node: Repeat, test: (char: string) => boolean, run: Run): Matcher {
  const matches = (position: number) => {
    step(run)
    const char = run.input[position]
    return char !== undefined && test(char)
  }
  const greedy: Matcher = (position, next) => {
    let end = position
    while (end - position < node.max && matches(end)) end++
    for (; end - position >= node.min; end--) {
      step(run)
      if (next(end)) return true
    }
    return false
  }
  const lazy: Matcher = (position, next) => {
    for (let end = position; ; end++) {
      if (end - position >= node.min && next(end)) return true
      if (end - position >= node.max || !matches(end)) return false
    }
  }
  return node.mode === 'lazy' ? lazy : greedy
}

function deeper(run: Run, body: () => boolean): boolean {
  if (++run.depth > MAX_DEPTH) throw new Exhausted()
  const matched = body()
  run.depth--
  return matched
}

/** Once inside has matched, the way it did is final. */
function atomic(inner: Matcher): Matcher {
  return (position, next) => {
    let end = -1
    const matched = inner(position, after => {
      end = after
      return true
    })
    return matched && next(end)
  }
}

function compileGroup(node: Extract<RegexNode, { type: 'group' }>, run: Run): Matcher {
  const compiled = compile(node.item, run)
  const inner = node.atomic ? atomic(compiled) : compiled
  const { index } = node
  if (index === undefined) return inner
  return (position, next) =>
    inner(position, after => {
      const before = run.captures[index]
      run.captures[index] = [position, after]
      if (next(after)) return true
      run.captures[index] = before
      return false
    })
}

function compileLook(node: Extract<RegexNode, { type: 'look' }>, run: Run): Matcher {
  const inner = compile(node.item, run)
  const ahead = (position: number) => inner(position, () => true)
  const behind = (position: number) => {
    for (let start = position; start >= 0; start--) {
      step(run)
      if (inner(start, end => end === position)) return true
    }
    return false
  }
  return (position, next) => (node.behind ? behind : ahead)(position) !== node.negative && next(position)
}

function compileBack(index: number, ignoreCase: boolean, run: Run): Matcher {
  const fold = (char: string | undefined) => (ignoreCase ? char?.toLowerCase() : char)
  return (position, next) => {
    const capture = run.captures[index]
    if (!capture) return false
    const length = capture[1] - capture[0]
    for (let i = 0; i < length; i++) {
      step(run)
      if (fold(run.input[position + i]) !== fold(run.input[capture[0] + i])) return false
    }
    return next(position + length)
  }
}

const isWord = (char: string | undefined) => char !== undefined && isWordChar(char)

type EdgeTest = (before: string | undefined, after: string | undefined) => boolean

const EDGES: Readonly<Record<Edge, EdgeTest>> = {
  start: before => before === undefined,
  end: (_, after) => after === undefined,
  lineStart: before => before === undefined || before === '\n',
  lineEnd: (_, after) => after === undefined || after === '\n',
  word: (before, after) => isWord(before) !== isWord(after),
  notWord: (before, after) => isWord(before) === isWord(after),
}

function compileEdge(at: Edge, run: Run): Matcher {
  const test = EDGES[at]
  return (position, next) => {
    step(run)
    return test(run.input[position - 1], run.input[position]) && next(position)
  }
}
