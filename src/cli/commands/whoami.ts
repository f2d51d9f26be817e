import type { Command } from 'commander'
import { addConnectionOptions, connect, type ConnectionFlags } from '../connection.js'
import { addFormatOptions } from '../format.js'
import { type FormatFlags, printJson, printRecord, toFormat } from '../output/print.js'

/** `hogkit whoami`: whose key this is, and which project it reads. */
export function addWhoamiCommand(program: Command): void {
  const command = program.command('whoami').description('Tell whose key this is, and which project it reads.')
  addFormatOptions(addConnectionOptions(command)).action(whoami)
}

async function whoami(flags: ConnectionFlags & FormatFlags): Promise<void> {
  const api = connect(flags)
  const user = await api.users.me()
  const format = toFormat(flags)
  if (format !== 'table') return printJson(user)
  printRecord(format, {
    user: `${[user.first_name, user.last_name].filter(Boolean).join(' ')} <${user.email}>`.trim(),
    organization: user.organization?.name,
    project: user.team && `${user.team.name} (${user.team.id})`,
    'project token': user.team?.api_token,
    host: api.baseUrl,
  })
}
