const ESCAPES: Record<string, string> = {
  b: '\b',
  f: '\f',
  r: '\r',
  n: '\n',
  t: '\t',
  '0': '',
  a: '\x07',
  v: '\v',
  '\\': '\\',
}

/** Says whether PostHog's lexer takes a backslash before this character, in text that is closed by `quote`. */
export function isEscape(text: string, at: number, quote: string): boolean {
  const next = text.charAt(at + 1)
  if (next === quote || /[bfrntavBFRNTAV0\\]/.test(next)) return true
  return (next === 'x' || next === 'X') && /^[\da-f]{2}$/i.test(text.slice(at + 2, at + 4))
}

/** Text with its escapes resolved: a doubled or escaped quote, and C's backslash escapes. Others stay as written, as in PostHog. */
export function unescape(raw: string, quote: string): string {
  if (!raw.includes('\\') && !raw.includes(quote)) return raw
  let text = ''
  for (let at = 0; at < raw.length; at += 1) {
    const char = raw.charAt(at)
    const next = raw.charAt(at + 1)
    if (char === '\\' && next === quote) {
      text += quote
      at += 1
    } else if (char === '\\' && ESCAPES[next] !== undefined) {
      text += ESCAPES[next]
      at += 1
    } else if (char === quote && next === quote) {
      text += quote
      at += 1
    } else text += char
  }
  return text
}
