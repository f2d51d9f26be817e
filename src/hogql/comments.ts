import { tokenize } from './parser/lexer.js'

/** Where the first comment of a text begins: what lies between tokens is space, or a comment. */
export function firstComment(text: string): number | undefined {
  const { tokens } = tokenize(text, () => undefined)
  let end = 0
  for (const token of tokens) {
    const gap = text.slice(end, token.start)
    if (gap.trim() !== '') return end + gap.search(/\S/)
    end = token.end
  }
  return undefined
}
