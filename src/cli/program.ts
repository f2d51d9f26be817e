import { createRequire } from 'node:module'
import { Command } from 'commander'
import { addCaptureCommand } from './commands/capture.js'
import { addDoctorCommand } from './commands/doctor.js'
import { addFlagsCommand } from './commands/flags.js'
import { addPersonsCommand } from './commands/persons.js'
import { addQueryCommand } from './commands/query.js'
import { addResourceCommands } from './commands/resources.js'
import { addSandboxCommand } from './commands/sandbox.js'
import { addTypegenCommand } from './commands/typegen.js'
import { addWhoamiCommand } from './commands/whoami.js'

/** The `hogkit` command. Every command is a file in `commands/` that adds itself. */
export function createProgram(): Command {
  // The same two steps up lead to it from src and from dist.
  const { version } = createRequire(import.meta.url)('../../package.json') as { version: string }
  const program = new Command('hogkit')
    .description('PostHog from the command line, and a PostHog of your own to develop against.')
    .version(version)
  addSandboxCommand(program)
  addWhoamiCommand(program)
  addDoctorCommand(program)
  addCaptureCommand(program)
  addFlagsCommand(program)
  addQueryCommand(program)
  addPersonsCommand(program)
  addResourceCommands(program)
  addTypegenCommand(program)
  return program
}
