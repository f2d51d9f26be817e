const MAX_CHUNK_BYTES = 8_000_000

/** Rows as newline-delimited JSON in chunks of at most 8 MB; a single larger row is a chunk of its own. */
export function* toChunks(rows: readonly object[]): Generator<Buffer> {
  let lines: Buffer[] = []
  let bytes = 0
  for (const row of rows) {
    const line = Buffer.from(`${JSON.stringify(row)}\n`)
    if (bytes > 0 && bytes + line.length > MAX_CHUNK_BYTES) {
      yield Buffer.concat(lines)
      lines = []
      bytes = 0
    }
    lines.push(line)
    bytes += line.length
  }
  if (bytes > 0) yield Buffer.concat(lines)
}
