import { quoteKey } from './text.js'

/** What was seen of a JSON value over several examples. */
export interface JsonShape {
  readonly primitives: Set<'boolean' | 'null' | 'number' | 'string'>
  /** Property name to its shape and in how many of the objects it was. */
  readonly properties: Map<string, { readonly shape: JsonShape; count: number }>
  objects: number
  items: JsonShape | undefined
}

/** Deeper than this nobody reads a type: it is `unknown`. */
const MAX_DEPTH = 8
const MAX_PROPERTIES = 200

export function newShape(): JsonShape {
  return { primitives: new Set(), properties: new Map(), objects: 0, items: undefined }
}

/** Takes one more example into the shape. */
export function addExample(shape: JsonShape, value: unknown, depth = 0): void {
  if (value === null) shape.primitives.add('null')
  else if (typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string') {
    shape.primitives.add(typeof value as 'boolean')
  } else if (depth >= MAX_DEPTH) return
  else if (Array.isArray(value)) {
    shape.items ??= newShape()
    for (const item of value) addExample(shape.items, item, depth + 1)
  } else addObject(shape, value as Record<string, unknown>, depth)
}

function addObject(shape: JsonShape, value: Record<string, unknown>, depth: number): void {
  shape.objects++
  for (const [name, item] of Object.entries(value).slice(0, MAX_PROPERTIES)) {
    const known = shape.properties.get(name) ?? { shape: newShape(), count: 0 }
    known.count++
    addExample(known.shape, item, depth + 1)
    shape.properties.set(name, known)
  }
}

/** The TypeScript type that all examples fit: `{ steps: number; title?: string } | null`. */
export function printShape(shape: JsonShape): string {
  const parts = [...shape.primitives].toSorted()
  const all = [
    ...(shape.objects > 0 ? [printObject(shape)] : []),
    ...(shape.items ? [printArray(shape.items)] : []),
    ...parts.filter(part => part !== 'null'),
    ...parts.filter(part => part === 'null'),
  ]
  return all.length === 0 ? 'unknown' : all.join(' | ')
}

function printObject({ properties, objects }: JsonShape): string {
  if (properties.size === 0) return 'Record<string, unknown>'
  const fields = [...properties]
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, { shape, count }]) => `${quoteKey(name)}${count < objects ? '?' : ''}: ${printShape(shape)}`)
  return `{ ${fields.join('; ')} }`
}

function printArray(items: JsonShape): string {
  const type = printShape(items)
  return type.includes(' | ') && !type.startsWith('{')
    ? `(${type})[]`
    : type.includes(' | ')
      ? `Array<${type}>`
      : `${type}[]`
}
