import { isJsonObject, type JsonObject, toText } from '../json.js'

/**
 * The clicked elements of an `$autocapture` event as PostHog stores them: one text, innermost element first. Newer SDKs send that text
 * (`$elements_chain`), older ones a list (`$elements`); both leave the properties.
 */
export function takeElementsChain(properties: JsonObject): { elementsChain: string; rest: JsonObject } {
  const { $elements_chain: chain, $elements: elements, ...rest } = properties
  if (typeof chain === 'string') return { elementsChain: chain, rest }
  if (Array.isArray(elements)) return { elementsChain: elements.filter(isJsonObject).map(toChainLink).join(';'), rest }
  return { elementsChain: '', rest: properties }
}

function toChainLink(element: JsonObject): string {
  const tag = typeof element['tag_name'] === 'string' ? element['tag_name'].replaceAll(/[^\w-]/g, '') : ''
  const attributes = new Map<string, string>()
  const put = (name: string, value: unknown) => {
    if (value !== undefined && value !== null) attributes.set(name, toText(value))
  }
  put('text', element['$el_text'])
  put('href', element['attr__href'])
  put('nth-child', element['nth_child'])
  put('nth-of-type', element['nth_of_type'])
  put('attr_id', element['attr__id'])
  for (const [name, value] of Object.entries(element)) if (name.startsWith('attr__')) put(name, value)
  const pairs = [...attributes].toSorted(([left], [right]) => (left < right ? -1 : 1))
  const body = pairs.map(([name, value]) => `${name.replaceAll(/["=:;\s]/g, '')}="${escapeQuotes(value)}"`).join('')
  return `${tag}${classesOf(element)}:${body}`
}

function classesOf(element: JsonObject): string {
  const classes = element['attr__class'] ?? element['classes']
  const list = Array.isArray(classes) ? classes : typeof classes === 'string' ? classes.trim().split(/\s+/) : []
  return list
    .filter((name): name is string => typeof name === 'string' && name !== '')
    .toSorted()
    .map(name => `.${name.replaceAll('"', '')}`)
    .join('')
}

function escapeQuotes(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')
}
