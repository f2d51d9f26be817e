import { holdsInput, isSensitiveText } from './privacy.js'

/** What is left out of elements, whatever they are. */
export interface Masking {
  readonly maskText: boolean
  readonly maskAttributes: boolean
  readonly ignoreAttributes: readonly string[]
}

const MAX_TEXT = 400
const MAX_ATTRIBUTE = 1024
/** Elements whose own text names them. */
const LABELLED = /^(a|button|label)$/
/** What may be said of a field that the visitor types into. */
const SAFE_ATTRIBUTES = /^(name|id|class|aria-label)$/
/** Made anew by Angular at every build. */
const BUILD_ATTRIBUTE = /^_ng(content|host)/

/**
 * Elements from the one that was touched up to the body, as PostHog reads them:
 * `button.primary:attr__class="primary"nth-child="1"nth-of-type="1"text="Sign up";form:…`.
 * https://github.com/PostHog/posthog-js/blob/main/packages/browser-common/src/utils/autocapture-utils.ts
 */
export function toElementsChain(path: readonly Element[], masking: Masking): string {
  return path.map((element, index) => toChainPart(element, index === 0, masking)).join(';')
}

function toChainPart(
  element: Element,
  isTarget: boolean,
  { maskText, maskAttributes, ignoreAttributes }: Masking,
): string {
  const tag = element.tagName.toLowerCase()
  const parts: Record<string, string | number> = { ...placeOf(element) }
  const text = maskText || !(isTarget || LABELLED.test(tag)) ? '' : textOf(element)
  if (text) parts['text'] = text
  if (!maskAttributes) {
    for (const { name, value } of Array.from(element.attributes)) {
      if (holdsInput(element) && !SAFE_ATTRIBUTES.test(name)) continue
      if (ignoreAttributes.includes(name) || BUILD_ATTRIBUTE.test(name) || isSensitiveText(value)) continue
      parts[`attr__${name}`] = (name === 'class' ? value.trim().split(/\s+/).join(' ') : value).slice(0, MAX_ATTRIBUTE)
    }
    const { attr__href: href, attr__id: id } = parts
    if (tag === 'a' && href !== undefined) parts['href'] = href
    if (id !== undefined) parts['attr_id'] = id
  }
  const classes = maskAttributes ? [] : Array.from(element.classList).toSorted()
  const attributes = Object.keys(parts)
    .toSorted()
    .map(name => `${escape(name)}="${escape(String(parts[name]))}"`)
  return `${[tag, ...classes.map(name => name.replaceAll('"', ''))].join('.')}:${attributes.join('')}`
}

/** Among its siblings, counted from 1. */
function placeOf(element: Element): { 'nth-child': number; 'nth-of-type': number } {
  const place = { 'nth-child': 1, 'nth-of-type': 1 }
  for (let before = element.previousElementSibling; before; before = before.previousElementSibling) {
    place['nth-child']++
    if (before.tagName === element.tagName) place['nth-of-type']++
  }
  return place
}

/** What an element says: its own text, and inside of links, buttons and labels that of plain spans. Nothing a visitor typed. */
export function textOf(element: Element): string {
  if (holdsInput(element)) return ''
  const text = readText(element, LABELLED.test(element.tagName.toLowerCase())).replace(/\s+/g, ' ').trim()
  return isSensitiveText(text) ? '' : text.slice(0, MAX_TEXT)
}

function readText(element: Element, withSpans: boolean): string {
  return Array.from(element.childNodes, node => {
    if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? ''
    const isSpan = withSpans && node instanceof Element && node.matches('span:not(.ph-no-capture, .ph-sensitive)')
    return isSpan ? ` ${readText(node, true)} ` : ''
  }).join('')
}

/** Quotes that were escaped already are not escaped again. */
function escape(text: string): string {
  return text.replace(/\\?"/g, '\\"')
}
