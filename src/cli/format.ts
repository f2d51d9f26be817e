import type { Command } from 'commander'

/** Options of a command that prints: JSON when its output is piped, unless told otherwise. */
export function addFormatOptions(command: Command): Command {
  return command
    .option('--json', 'print JSON, as it is where a program reads')
    .option('--table', 'print for people, as it is on a terminal')
    .option('--no-color', 'without colours; NO_COLOR does the same')
}

/** {@link addFormatOptions}, and CSV for what has rows. */
export function addRowFormatOptions(command: Command): Command {
  return addFormatOptions(command.option('--csv', 'print CSV, safe to open in a spreadsheet'))
}
