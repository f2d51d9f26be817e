import type { Command } from 'commander'
import { addFormatOptions } from '../format.js'
import { collectPair, readObject } from '../input.js'
import { type FormatFlags, note, printJson, toFormat } from '../output/print.js'
import { addPublicOptions, connectPublic, type PublicFlags } from '../publicConnection.js'

interface CaptureFlags extends PublicFlags, FormatFlags {
  readonly property?: Record<string, unknown>
  readonly set?: Record<string, unknown>
  readonly timestamp?: string
}

/** `hogkit capture`: one event. */
export function addCaptureCommand(program: Command): void {
  const command = program
    .command('capture')
    .description('Send one event, and say whether PostHog took it.')
    .argument('<event>', 'its name, such as "file uploaded"')
    .argument('<distinct-id>', 'who did it')
    .argument('[properties]', 'JSON, a file, or - for standard input')
    .option('--property <name=value>', 'one property; may stand again', collectPair)
    .option('--set <name=value>', 'one property of the person; may stand again', collectPair)
    .option('--timestamp <time>', 'when it was, ISO 8601; default now')
  addFormatOptions(addPublicOptions(command)).action(capture)
}

async function capture(
  event: string,
  distinctId: string,
  given: string | undefined,
  { property, set, timestamp, ...flags }: CaptureFlags,
): Promise<void> {
  const properties = { ...(given !== undefined && (await readObject(given))), ...property }
  let failure: unknown
  const client = connectPublic(flags, { personProfiles: 'always', onError: error => (failure ??= error) })
  const uuid = client.capture(event, properties, {
    distinctId,
    ...(set && { set }),
    ...(timestamp !== undefined && { timestamp: new Date(timestamp) }),
  })
  const { pending, dropped } = await client.flush()
  await client.shutdown({ timeoutMs: 1000 })
  if (uuid === undefined || pending > 0 || dropped > 0) {
    throw failure ?? new Error('PostHog did not take the event. Check the host and the project token.')
  }
  if (toFormat(flags) === 'table') note(`Captured "${event}" of ${distinctId}.`)
  printJson({ uuid, event, distinct_id: distinctId })
}
