import type { Command } from 'commander'
import { addRowFormatOptions } from '../format.js'
import { collectPair } from '../input.js'
import { type FormatFlags, printRows, toFormat } from '../output/print.js'
import { addPublicOptions, connectPublic, type PublicFlags } from '../publicConnection.js'

interface EvaluateFlags extends PublicFlags, FormatFlags {
  readonly group?: Record<string, unknown>
}

/** `hogkit flags evaluate`: what the flags are for somebody. */
export function addFlagsCommand(program: Command): void {
  const command = program
    .command('flags')
    .description('What feature flags are for somebody.')
    .command('evaluate')
    .description('Every flag for one distinct id, with the reason. Counts as one request, and as no exposure.')
    .argument('<distinct-id>', 'whom it is about')
    .option('--group <type=key>', 'a group they are in; may stand again', collectPair)
  addRowFormatOptions(addPublicOptions(command)).action(evaluate)
}

async function evaluate(distinctId: string, { group, ...flags }: EvaluateFlags): Promise<void> {
  const client = connectPublic(flags, {
    bootstrap: { distinctId, isIdentifiedId: true },
    evaluationRuntime: 'all',
  })
  for (const [type, key] of Object.entries(group ?? {})) client.group(type, String(key))
  await client.flags.reload()
  const rows = Object.keys(client.flags.all())
    .toSorted()
    .map(key => {
      const { value, payload, reason } = client.flags.details(key)
      return { key, value, reason: reason?.description ?? reason?.code ?? null, payload: payload ?? null }
    })
  await client.shutdown({ timeoutMs: 1000 })
  const values = Object.fromEntries(rows.map(({ key, ...rest }) => [key, rest]))
  printRows(
    toFormat(flags),
    { columns: ['key', 'value', 'reason', 'payload'], rows },
    { distinct_id: distinctId, flags: values },
  )
}
