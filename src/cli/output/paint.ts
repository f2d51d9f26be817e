const codes = { bold: [1, 22], dim: [2, 22], red: [31, 39], green: [32, 39], yellow: [33, 39] } as const

/**
 * Whether colours are wanted: on a terminal, unless `NO_COLOR` is set or `--no-color` given; `FORCE_COLOR` wants them anywhere.
 * https://no-color.org
 */
function wantsColour(): boolean {
  if (process.env['NO_COLOR'] || process.argv.includes('--no-color')) return false
  return process.env['FORCE_COLOR'] ? true : process.stdout.isTTY
}

/** A text in a colour, where colours are wanted. */
export function paint(colour: keyof typeof codes, text: string): string {
  if (!wantsColour()) return text
  const [on, off] = codes[colour]
  return `\u001b[${on}m${text}\u001b[${off}m`
}
