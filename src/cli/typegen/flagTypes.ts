import type { FeatureFlag } from '../../api/index.js'
import { addExample, newShape, printShape } from './jsonType.js'
import { docComment, quote, quoteKey } from './text.js'

/** The lines of `Register['flags']`. Remote configuration is not in it: no flag evaluation gives it. */
export function printFlags(flags: readonly FeatureFlag[], indent: string): string {
  return flags
    .filter(flag => flag.is_remote_configuration !== true)
    .toSorted((left, right) => (left.key < right.key ? -1 : 1))
    .map(flag => `${docComment(flag.name, indent)}${indent}${quoteKey(flag.key)}: ${printFlag(flag)}\n`)
    .join('')
}

function printFlag(flag: FeatureFlag): string {
  const value = printValue(flag)
  const payload = printPayload(flag)
  return payload === undefined ? value : `{ value: ${value}; payload: ${payload} }`
}

/** Off is not in it: every flag can be off, so the hooks add it. Whoever is held out of an experiment has a variant of their own. */
function printValue({ filters }: FeatureFlag): string {
  const variants: readonly { readonly key: string }[] = filters.multivariate?.variants ?? []
  const holdout = (filters as { readonly holdout?: { readonly id: number } | null }).holdout
  const values = variants.length > 0 ? variants.map(({ key }) => quote(key)) : ['boolean']
  return [...values, ...(holdout ? [quote(`holdout-${holdout.id}`)] : [])].join(' | ')
}

/** The type that the payloads of all variants fit; `undefined` where there is none, or only PostHog can read them. */
function printPayload({ filters, has_encrypted_payloads: isEncrypted }: FeatureFlag): string | undefined {
  const payloads = Object.values((filters.payloads ?? {}) as Record<string, unknown>)
  const examples = payloads.flatMap(payload => {
    if (typeof payload !== 'string') return payload === null || payload === undefined ? [] : [payload]
    return payload === '' ? [] : [parse(payload)]
  })
  if (isEncrypted || examples.length === 0) return undefined
  const shape = newShape()
  for (const example of examples) addExample(shape, example)
  return printShape(shape)
}

/** A payload that is no JSON is text, as the client reads it. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
