/** A text as a TypeScript string literal. Nothing of it can end the literal. */
export function quote(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")
  return `'${inner.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}'`
}

/** A property name, quoted where it must be. */
export function quoteKey(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quote(name)
}

const MAX_COMMENT = 200

/** A doc comment of one line, or nothing. People write descriptions: none can end the comment. */
export function docComment(text: string | null | undefined, indent: string): string {
  const plain = (text ?? '')
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .replaceAll('*/', '*\\/')
    .trim()
  if (plain === '') return ''
  const cut = plain.length > MAX_COMMENT ? `${plain.slice(0, MAX_COMMENT - 1)}…` : plain
  return `${indent}/** ${cut} */\n`
}
