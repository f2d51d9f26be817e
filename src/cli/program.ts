import { createRequire } from 'node:module'
import { Command } from 'commander'
import { addSandboxCommand } from './commands/sandbox.js'
import { addTypegenCommand } from './commands/typegen.js'

/** The `hogkit` command. Every command is a file in `commands/` that adds itself. */
export function createProgram(): Command {
  // The same two steps up lead to it from src and from dist.
  const { version } = createRequire(import.meta.url)('../../package.json') as { version: string }
  const program = new Command('hogkit')
    .description('PostHog from the command line, and a PostHog of your own to develop against.')
    .version(version)
  addSandboxCommand(program)
  addTypegenCommand(program)
  return program
}
