/** One element of a selector. */
interface Part {
  tag: string
  classes: string[]
  attributes: [name: string, value: string | undefined][]
  /** `>` came before it: the element outside of it is the next in the chain, not any. */
  child: boolean
}

const VALUE = String.raw`"(?:[^"\\]|\\.)*"`
const ATTRIBUTES = `(?:[^;"=]+=${VALUE})*`
const CLASSES = String.raw`(?:\.[^.:;"]*)*`
const ANY_ELEMENT = `[^.:;"]*${CLASSES}(?::${ATTRIBUTES})?`

/**
 * A CSS selector as a pattern over PostHog's chain of elements, which lists them from the clicked one outwards as
 * `tag.class1.class2:attr="value"nth-child="1";…`, classes and attributes in alphabetical order. Understood are tags, classes, ids, attributes,
 * `:nth-child`, `:nth-of-type`, descendants and `>`.
 */
export function selectorPattern(selector: string): string {
  const [clicked, ...outer] = readSelector(selector).toReversed()
  if (!clicked) return '$.^'
  let inner = clicked
  let pattern = `(?:^|;)${elementPattern(clicked)}`
  for (const part of outer) {
    pattern += `;${inner.child ? '' : `(?:${ANY_ELEMENT};)*`}${elementPattern(part)}`
    inner = part
  }
  return `${pattern}(?:;|$)`
}

/** A tag as a pattern over PostHog's chain of elements: of the clicked one or of any around it. */
export function tagPattern(tag: string): string {
  return `(^|;)${escape(tag)}(\\.|$|;|:)`
}

function elementPattern({ tag, classes, attributes }: Part): string {
  const names = classes.toSorted().map(name => String.raw`${CLASSES}\.${escape(name)}`)
  const pairs = attributes
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, value]) => `${ATTRIBUTES}${escape(name)}=${value === undefined ? VALUE : `"${escape(value)}"`}`)
  const head = tag === '' || tag === '*' ? '[^.:;"]*' : escape(tag)
  const body = pairs.length > 0 ? `:${pairs.join('')}${ATTRIBUTES}` : `(?::${ATTRIBUTES})?`
  return `${head}${names.join('')}${CLASSES}${body}`
}

function readSelector(selector: string): Part[] {
  const parts: Part[] = []
  let child = false
  for (const token of selector.match(/>|(?:\[[^\]]*\]|[^\s>[])+/g) ?? []) {
    if (token !== '>') parts.push({ ...readPart(token), child })
    child = token === '>'
  }
  return parts
}

const PIECE =
  /\[([^\]=]+)(?:=(?:"([^"]*)"|'([^']*)'|([^\]]*)))?\]|#([\w-]+)|\.((?:\\.|[\w-])+)|:nth-(child|of-type)\((\d+)\)|([\w*-]+)/g

function readPart(token: string): Omit<Part, 'child'> {
  const part: Omit<Part, 'child'> = { tag: '', classes: [], attributes: [] }
  for (const match of token.matchAll(PIECE)) {
    const [, name, double, single, bare, id, className, nth, number, tag] = match
    if (name !== undefined) part.attributes.push([attributeName(name), double ?? single ?? bare])
    else if (id !== undefined) part.attributes.push(['attr_id', id])
    else if (className !== undefined) part.classes.push(className.replaceAll('\\', ''))
    else if (nth !== undefined) part.attributes.push([`nth-${nth}`, number])
    else if (tag !== undefined) part.tag = tag
  }
  return part
}

/** Attributes go by `attr__name` in the chain, but for id, text and link. */
function attributeName(name: string): string {
  return name === 'id' ? 'attr_id' : name === 'href' || name === 'text' ? name : `attr__${name}`
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}
