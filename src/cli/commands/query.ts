import type { Command } from 'commander'
import { ConfigError } from '../../core/errors.js'
import { addConnectionOptions, connect, type ConnectionFlags } from '../connection.js'
import { addRowFormatOptions } from '../format.js'
import { collectPair, readText } from '../input.js'
import { type FormatFlags, note, printRows, toFormat } from '../output/print.js'
import { paint } from '../output/paint.js'

interface QueryFlags extends ConnectionFlags, FormatFlags {
  readonly value?: Record<string, unknown>
  readonly async?: true
}

/** `hogkit query`: HogQL. */
export function addQueryCommand(program: Command): void {
  const command = program
    .command('query')
    .description('Run HogQL. https://posthog.com/docs/sql')
    .argument('[hogql]', 'the query, @file, or - for standard input')
    .option('--value <name=value>', 'bound to {name} in the query; may stand again', collectPair)
    .option('--async', 'for long queries: PostHog runs it on its own, and this waits')
  addRowFormatOptions(addConnectionOptions(command)).action(query)
}

async function query(given: string | undefined, { value, async: isAsync, ...flags }: QueryFlags): Promise<void> {
  const text = await readText(given)
  if (text.trim() === '') throw new ConfigError('The query is empty. Give HogQL, such as "select count() from events".')
  const controller = new AbortController()
  // Ctrl-C also stops the query at PostHog.
  process.once('SIGINT', () => controller.abort())
  const result = await connect(flags).query.hogql(text, value, {
    signal: controller.signal,
    ...(isAsync && { refresh: 'async' }),
    onProgress({ rowsRead, fraction }) {
      if (process.stderr.isTTY)
        note(`${rowsRead} rows read${fraction === undefined ? '' : ` (${Math.round(fraction * 100)} %)`}`)
    },
  })
  // Rows once: as PostHog sent them.
  const { rows, fields, ...answer } = result
  printRows(toFormat(flags), { columns: fields.map(({ name }) => name), rows }, answer)
  if (answer.truncated)
    note(paint('yellow', 'PostHog cut this at its own limit of 100 rows. Give the query a LIMIT for more.'))
}
