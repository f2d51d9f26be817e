/** A JSON object as it came over the wire. */
export type JsonObject = Record<string, unknown>

/** Arrays and null are not objects here. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value when it is an object, else an empty one. */
export function objectOrEmpty(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {}
}

/** A nesting deeper than this is refused: `JSON.stringify` and the database recurse. PostHog's parser has the same limit. */
export const maxJsonDepth = 128

/** Throws when brackets nest deeper than {@link maxJsonDepth}. Linear, and runs before anything recursive sees the text. */
export function assertJsonDepth(text: string): void {
  let depth = 0
  let inString = false
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (inString) {
      if (code === 92) index++
      else if (code === 34) inString = false
    } else if (code === 34) inString = true
    else if (code === 123 || code === 91) {
      if (++depth > maxJsonDepth) throw new SyntaxError('recursion limit exceeded')
    } else if (code === 125 || code === 93) depth--
  }
}

/** `JSON.parse` with the depth bound. Throws `SyntaxError`. */
export function parseJson(text: string): unknown {
  assertJsonDepth(text)
  return JSON.parse(text) as unknown
}

/** As {@link parseJson}, and bare `NaN` and `Infinity` become null, as PostHog's flags service reads them. */
export function parseLooseJson(text: string): unknown {
  try {
    return parseJson(text)
  } catch (error) {
    const strict = text.replaceAll(/"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g, token =>
      token.startsWith('"') ? token : 'null',
    )
    if (strict === text) throw error
    return parseJson(strict)
  }
}

/** A value that should be text, as text: others as JSON. */
export function toText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
}

/** The first characters of a text, never half of one. */
export function cutText(text: string, length: number): string {
  return text.length <= length ? text : Array.from(text).slice(0, length).join('')
}

/** NUL and lone surrogates become U+FFFD: neither store can hold them. */
export function cleanText(text: string): string {
  // A round trip through UTF-8 is what replaces lone surrogates.
  return Buffer.from(text.replaceAll('\0', '\uFFFD'), 'utf8').toString('utf8')
}

/** JSON text that both stores can hold and read back. */
export function toJsonText(value: unknown): string {
  const text = JSON.stringify(value) ?? 'null'
  // Well-formed stringify escapes exactly the characters that need cleaning, so clean texts (nearly all) cost one search.
  return /\\u(?:0000|d[89a-f])/.test(text) ? JSON.stringify(cleanDeep(value)) : text
}

function cleanDeep(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value)
  if (Array.isArray(value)) return value.map(cleanDeep)
  if (!isJsonObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [cleanText(key), cleanDeep(item)]))
}
