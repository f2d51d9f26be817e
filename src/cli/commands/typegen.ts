import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { Command } from 'commander'
import { addConnectionOptions, connect, type ConnectionFlags } from '../connection.js'
import { printRegister } from '../typegen/printRegister.js'
import { readEvents, readFlags } from '../typegen/readProject.js'

interface TypegenFlags extends ConnectionFlags {
  readonly out: string
  readonly check?: true
  readonly flags: boolean
  readonly events: boolean
  readonly all?: true
}

/** `hogkit typegen`: the names of a project as types. */
export function addTypegenCommand(program: Command): void {
  const command = program
    .command('typegen')
    .description('Write a type for every flag and event of a project, so that a wrong name does not compile.')
    .option('--out <path>', 'the file to write', 'src/hogkit.d.ts')
    .option('--check', 'write nothing; end with 1 when the file is not what would be written (for CI)')
    .option('--no-flags', 'leave out flags')
    .option('--no-events', 'leave out events')
    .option('--all', "also PostHog's own events, such as $pageview")
  addConnectionOptions(command).action(runTypegen)
}

async function runTypegen(given: TypegenFlags): Promise<void> {
  const api = connect(given)
  const [flags, events] = await Promise.all([
    given.flags ? readFlags(api) : undefined,
    given.events ? readEvents(api, { all: given.all ?? false }) : undefined,
  ])
  const text = printRegister({ flags, events })
  const path = resolve(given.out)
  const before = await readText(path)
  const found = [flags && `${flags.length} flags`, events && `${events.length} events`].filter(Boolean).join(', ')
  if (before !== undefined && sameText(before, text)) {
    process.stdout.write(`${given.out} is up to date: ${found}.\n`)
  } else if (given.check) {
    process.stdout.write(describeChanges(before, text))
    throw new Error(`${given.out} is not what the project has now. Run: npx hogkit typegen --out ${given.out}`)
  } else {
    await writeWhole(path, text)
    process.stdout.write(`${given.out} written: ${found}.\n`)
  }
}

/** `undefined` when there is no such file. */
async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Git may have changed the line ends. */
function sameText(left: string, right: string): boolean {
  return left.replaceAll('\r\n', '\n') === right
}

/** In one step, so that a compiler that watches never reads half of it. */
async function writeWhole(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const temporary = `${path}.${process.pid}.tmp`
  await writeFile(temporary, text)
  await rename(temporary, path)
}

const maxLines = 40

/** The lines that come and go, as a diff shows them. */
function describeChanges(before: string | undefined, after: string): string {
  if (before === undefined) return 'There is no such file yet.\n'
  const [old, now] = [before.replaceAll('\r\n', '\n').split('\n'), after.split('\n')]
  const lines = [
    ...old.filter(line => !now.includes(line)).map(line => `- ${line.trim()}`),
    ...now.filter(line => !old.includes(line)).map(line => `+ ${line.trim()}`),
  ]
  const shown = lines.slice(0, maxLines)
  const more = lines.length - shown.length
  return `${shown.join('\n')}\n${more > 0 ? `… and ${more} more lines\n` : ''}`
}
