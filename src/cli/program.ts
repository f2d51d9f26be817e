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

/** What `hogkit help` says at its end: `toExitCode` in `failure.ts` decides them. */
const exitCodes = `
Exit codes:
  0  done
  1  it failed: the request was refused, or a check did not hold
  2  the call is wrong: an unknown command or option, an argument or setting that is missing or cannot be read
  3  the key is unknown or lacks a scope
  4  there is no such thing
  5  a rate limit is reached
  6  PostHog cannot be reached`

/** The `hogkit` command. Every command is a file in `commands/` that adds itself. */
export function createProgram(): Command {
  // The same two steps up lead to it from src and from dist.
  const { version } = createRequire(import.meta.url)('../../package.json') as { version: string }
  const program = new Command('hogkit')
    .description('PostHog from the command line, and a PostHog of your own to develop against.')
    .version(version)
    .addHelpText('after', exitCodes)
    // A call that cannot be read throws instead of ending the process with 1; commands inherit this, so it stands before them.
    .exitOverride()
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
