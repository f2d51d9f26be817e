/** One clear line on stderr and exit code 1. The stack shows with `DEBUG=hogkit`. */
export function reportFailure(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error)
  process.stderr.write(`hogkit: ${message.replaceAll(/\s*\n\s*/g, ' ')}\n`)
  if (process.env['DEBUG'] === 'hogkit' && error instanceof Error) process.stderr.write(`${error.stack ?? ''}\n`)
  process.exitCode = 1
}
