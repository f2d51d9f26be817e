import type { HogkitClient, Plugin, Properties } from '../../types.js'
import { claim, isPage } from '../claim.js'
import { textOf, toElementsChain } from './elementsChain.js'
import { holdsInput, isOffLimits, isSensitiveText } from './privacy.js'
import { createRageDetector } from './rage.js'

/** Options of {@link autocapture}. */
export interface AutocaptureOptions {
  /** Default: all three. */
  readonly events?: readonly ('click' | 'change' | 'submit')[]
  /** A CSS selector: only what matches it, or lies inside of what does, is captured. Default: everything. */
  readonly allow?: string
  /** A CSS selector: what matches it, or lies inside of what does, is not captured. */
  readonly ignore?: string
  /** Attributes to leave out. */
  readonly ignoreAttributes?: readonly string[]
  /** Leave out all texts. Default `false`. */
  readonly maskText?: boolean
  /** Leave out all attributes, classes included. Default `false`. */
  readonly maskAttributes?: boolean
  /** `$rageclick` for three fast clicks on one spot. Default `true`. */
  readonly rageClicks?: boolean
}

/** What people click to do something; beside these, whatever shows a pointer. */
const INTERACTIVE =
  'a, button, input, select, textarea, label, summary, [contenteditable="true"], [role="button"], [role="link"], [role="menuitem"], [role="tab"], [role="option"], [role="checkbox"], [role="radio"], [role="switch"]'
/** Abnormally deep pages would make abnormally large events. */
const MAX_DEPTH = 100
const CAPTURE_ATTRIBUTE = 'data-ph-capture-attribute-'
const claims = new WeakSet<HogkitClient>()

/**
 * Captures `$autocapture` for clicks, changed fields and submitted forms, with the elements they happened on, so that PostHog's
 * actions and toolbar can use them later. What visitors type is never captured; neither are password, hidden and card fields,
 * texts that look like a card or social security number, nor anything inside of an element with the class `ph-no-capture`.
 * `data-ph-capture-attribute-<name>` on an element adds a property. https://posthog.com/docs/product-analytics/autocapture
 */
export function autocapture({
  events = ['click', 'change', 'submit'],
  allow,
  ignore,
  ignoreAttributes = [],
  maskText = false,
  maskAttributes = false,
  rageClicks = true,
}: AutocaptureOptions = {}): Plugin {
  const masking = { ignoreAttributes, maskText, maskAttributes }

  function look(client: HogkitClient, event: Event, isRage: ReturnType<typeof createRageDetector>): void {
    const path = pathOf(event)
    const [target] = path
    if (!target || isOffLimits(path)) return
    if (allow && !path.some(element => element.matches(allow))) return
    if (ignore && path.some(element => element.matches(ignore))) return
    const isRaging = rageClicks && event instanceof MouseEvent && event.type === 'click' && isRage(event)
    if (isRaging && !holdsInput(target) && !path.some(element => element.matches('.ph-no-rageclick'))) {
      client.capture('$rageclick', describe(event, path))
    }
    if (isEligible(event, target, path)) client.capture('$autocapture', describe(event, path))
  }

  function describe(event: Event, path: readonly Element[]): Properties {
    const [target] = path
    const text = target && !maskText ? textOf(target) : ''
    return {
      $event_type: event.type,
      $ce_version: 1,
      $elements_chain: toElementsChain(path, masking),
      ...(text && { $el_text: text }),
      ...(event.type === 'click' && !maskAttributes && externalLink(path)),
      ...capturedAttributes(path),
    }
  }

  return {
    name: 'autocapture',
    setup(client) {
      const release = isPage() ? claim(claims, client) : undefined
      if (!release) return undefined
      const isRage = createRageDetector()
      const listen = (event: Event): void => {
        try {
          look(client, event, isRage)
        } catch {
          // A page can make its elements throw; it loses this event, and nothing else.
        }
      }
      for (const type of events) document.addEventListener(type, listen, true)
      return () => {
        for (const type of events) document.removeEventListener(type, listen, true)
        release()
      }
    },
  }
}

/** The element that was touched, also inside of an open shadow root, and those around it, without `html`. */
function pathOf(event: Event): Element[] {
  const elements = event.composedPath().filter(node => node instanceof Element)
  return elements.slice(0, MAX_DEPTH).filter(element => element !== document.documentElement)
}

function isEligible({ type }: Event, target: Element, path: readonly Element[]): boolean {
  if (type === 'submit') return target.matches('form')
  if (type === 'change') return target.matches('input, select, textarea')
  // The pointer is inherited: the style of the target tells of all around it.
  return path.some(element => element.matches(INTERACTIVE)) || getComputedStyle(target).cursor === 'pointer'
}

function externalLink(path: readonly Element[]): Properties {
  const link = path.find(element => element instanceof HTMLAnchorElement)
  const isExternal = link && /^https?:$/.test(link.protocol) && link.host !== location.host
  return isExternal ? { $external_click_url: link.href } : {}
}

function capturedAttributes(path: readonly Element[]): Properties {
  return Object.fromEntries(
    path
      .toReversed()
      .flatMap(element => Array.from(element.attributes))
      .filter(({ name, value }) => name.startsWith(CAPTURE_ATTRIBUTE) && value && !isSensitiveText(value))
      .map(({ name, value }) => [name.slice(CAPTURE_ATTRIBUTE.length), value]),
  )
}
