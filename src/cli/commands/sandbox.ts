import { readFileSync } from 'node:fs'
import { type Command, InvalidArgumentError, Option } from 'commander'
import type { FaultRule, Sandbox } from '../../sandbox/index.js'

interface SandboxFlags {
  readonly port: number
  readonly dataDir?: string
  readonly seed?: 'demo'
  readonly faults?: readonly FaultRule[]
  readonly rateLimits?: boolean
}

/** `hogkit sandbox`: runs until it is stopped. */
export function addSandboxCommand(program: Command): void {
  program
    .command('sandbox')
    .description('Run a PostHog of your own on this machine: events, persons, flags and HogQL.')
    .option('--port <number>', 'where it listens on 127.0.0.1; 0 for any free port', readPort, 8010)
    .option('--data-dir <path>', 'where data and keys are kept; without it they are gone when the sandbox stops')
    .addOption(new Option('--seed <name>', 'data to begin with').choices(['demo']))
    .option(
      '--faults <json or file>',
      'fail on purpose, to test clients: a list of rules such as \'[{"match":{"path":"/batch"},"times":2,"fault":{"status":503}}]\'',
      readFaults,
    )
    .option('--rate-limits', "count requests to the private API and answer 429 past PostHog's limits")
    .action(runSandbox)
}

function readPort(text: string): number {
  const port = Number(text)
  if (!/^\d+$/.test(text) || port > 65_535) throw new InvalidArgumentError('It must be a whole number from 0 to 65535.')
  return port
}

/** The rules as JSON, or the file they are in. What they say is checked by the sandbox. */
function readFaults(text: string): readonly FaultRule[] {
  const isJson = /^\s*[[{]/.test(text)
  try {
    const rules: unknown = JSON.parse(isJson ? text : readFileSync(text, 'utf8'))
    return (Array.isArray(rules) ? rules : [rules]) as FaultRule[]
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new InvalidArgumentError(`It must be a list of rules as JSON, or the path of a file with one: ${reason}`)
  }
}

async function runSandbox({ port, dataDir, seed, faults, rateLimits = false }: SandboxFlags): Promise<void> {
  const stopped = untilStopped()
  // Only now: every other command starts without it.
  const { startSandbox } = await import('../../sandbox/index.js')
  const sandbox = await startSandbox({
    port,
    ...(dataDir === undefined ? {} : { dataDir }),
    ...(seed === undefined ? {} : { seed }),
    ...(faults === undefined ? {} : { faults }),
    rateLimits,
    onLog: ({ level, message }) => process.stderr.write(level === 'info' ? `${message}\n` : `${level}: ${message}\n`),
  })
  process.stdout.write(describe(sandbox, dataDir))
  await stopped
  process.stderr.write('Stopping…\n')
  await sandbox.close()
}

/** Resolves at the first Ctrl-C or SIGTERM. Listens from the start, so that a sandbox which is still starting stops cleanly too. */
function untilStopped(): Promise<void> {
  return new Promise(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}

function describe(sandbox: Sandbox, dataDir: string | undefined): string {
  return `
  hogkit sandbox is running at ${sandbox.url}

  project token     ${sandbox.projectToken}   (public)
  personal API key  ${sandbox.personalApiKey}   (servers only)
  project id        ${sandbox.projectId}
${describeFaults(sandbox)}  data              ${dataDir ?? 'temporary, gone when it stops (keep it with --data-dir .hogkit)'}

  POSTHOG_HOST=${sandbox.url}
  POSTHOG_PROJECT_ID=${sandbox.projectId}
  POSTHOG_API_KEY=${sandbox.personalApiKey}
  POSTHOG_PROJECT_API_KEY=${sandbox.projectToken}

`
}

/** Said aloud: a sandbox that fails on purpose must not look broken. */
function describeFaults({ faults }: Sandbox): string {
  const ids = faults.rules.map(({ id }) => id)
  return ids.length === 0 ? '' : `  faults            ${ids.join(', ')}   (fails on purpose)\n`
}
