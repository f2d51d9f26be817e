import type { Command } from 'commander'
import { type Api, isAuthenticationError, isPermissionError, type User } from '../../api/index.js'
import { addConnectionOptions, connect, type ConnectionFlags } from '../connection.js'
import { addFormatOptions } from '../format.js'
import { type FormatFlags, printJson, toFormat } from '../output/print.js'
import { paint } from '../output/paint.js'
import { connectPublic } from '../publicConnection.js'

type Status = 'ok' | 'warning' | 'failed'

interface Finding {
  readonly check: string
  readonly status: Status
  /** What was found, and for a failure what to do. */
  readonly detail: string
}

/** `hogkit doctor`: what works between this machine and PostHog, and what to do about the rest. */
export function addDoctorCommand(program: Command): void {
  const command = program
    .command('doctor')
    .description('Check keys, region, project, scopes and ingestion, and say what to do about what fails.')
  addFormatOptions(addConnectionOptions(command)).action(doctor)
}

const message = (error: unknown) => (error instanceof Error ? error.message : String(error))

async function doctor(flags: ConnectionFlags & FormatFlags): Promise<void> {
  const findings: Finding[] = [checkNode()]
  const add = (check: string, status: Status, detail: string) => findings.push({ check, status, detail })
  let api: Api | undefined
  let user: User | undefined
  try {
    api = connect(flags)
    user = await api.users.me()
    add('personal API key', 'ok', `known at ${api.baseUrl}, of ${user.email}`)
  } catch (error) {
    // Without the scope user:read a key may still be fine for everything else.
    add('personal API key', isPermissionError(error) ? 'warning' : 'failed', message(error))
    if (isAuthenticationError(error) || !isPermissionError(error)) api = undefined
  }
  if (api) findings.push(...(await checkProject(api)))
  findings.push(await checkIngestion(flags, user))
  print(flags, findings)
  if (findings.some(({ status }) => status === 'failed')) process.exitCode = 1
}

function checkNode(): Finding {
  const { node } = process.versions
  const isOk = Number(node.split('.')[0]) >= 20
  return {
    check: 'Node',
    status: isOk ? 'ok' : 'failed',
    detail: isOk ? node : `${node} is too old: install 20 or newer.`,
  }
}

/** One small read for every scope that reads: what a key may not is a warning, since nobody needs all of them. */
const probes: readonly (readonly [scope: string, probe: (api: Api) => Promise<unknown>])[] = [
  ['query:read', api => api.query.hogql('select 1')],
  ['person:read', api => api.persons.list({ limit: 1 })],
  ['feature_flag:read', api => api.featureFlags.list({ limit: 1 })],
  ['insight:read', api => api.insights.list({ limit: 1, basic: true })],
  ['dashboard:read', api => api.dashboards.list({ limit: 1 })],
  ['annotation:read', api => api.annotations.list({ limit: 1 })],
  ['cohort:read', api => api.cohorts.list({ limit: 1 })],
  ['experiment:read', api => api.experiments.list({ limit: 1 })],
  ['survey:read', api => api.surveys.list({ limit: 1 })],
  ['action:read', api => api.actions.list({ limit: 1 })],
  ['session_recording:read', api => api.sessionRecordings.list({ limit: 1 })],
  ['event_definition:read', api => api.eventDefinitions.list({ limit: 1 })],
  ['property_definition:read', api => api.propertyDefinitions.list({ limit: 1 })],
  ['group:read', api => api.groupTypes.list()],
]

async function checkProject(api: Api): Promise<Finding[]> {
  const findings: Finding[] = []
  try {
    const { id, name, timezone } = await api.projects.get()
    findings.push({ check: 'project', status: 'ok', detail: `${name} (${id}), time zone ${timezone}` })
  } catch (error) {
    const status = isPermissionError(error) ? 'warning' : 'failed'
    findings.push({ check: 'project', status, detail: message(error) })
    if (status === 'failed') return findings
  }
  const scopes = await Promise.all(
    probes.map(async ([scope, probe]): Promise<Finding> => {
      try {
        await probe(api)
        return { check: scope, status: 'ok', detail: 'granted' }
      } catch (error) {
        return { check: scope, status: isPermissionError(error) ? 'warning' : 'failed', detail: message(error) }
      }
    }),
  )
  return [...findings, ...scopes]
}

/** Asks for flags, which changes nothing, with the token that events are captured with. */
async function checkIngestion(flags: ConnectionFlags, user: User | undefined): Promise<Finding> {
  const check = 'project token'
  const token = process.env['POSTHOG_PROJECT_API_KEY']
  const ownToken = user?.team?.api_token
  if (!token) {
    return {
      check,
      status: 'warning',
      detail: `POSTHOG_PROJECT_API_KEY is not set: nothing can be captured.${ownToken ? ` This project's is ${ownToken}.` : ''}`,
    }
  }
  if (ownToken && ownToken !== token) {
    return {
      check,
      status: 'warning',
      detail: `it belongs to another project than the key: this project's is ${ownToken}`,
    }
  }
  try {
    const ingestHost = process.env['POSTHOG_INGEST_HOST']
    const client = connectPublic({ host: flags.host, projectToken: token, ...(ingestHost && { ingestHost }) })
    await client.flags.reload()
    await client.shutdown({ timeoutMs: 1000 })
    return { check, status: 'ok', detail: `accepted at ${client.host}` }
  } catch (error) {
    return { check, status: 'failed', detail: message(error) }
  }
}

const marks: Readonly<Record<Status, string>> = { ok: '✓', warning: '!', failed: '✗' }
const colours = { ok: 'green', warning: 'yellow', failed: 'red' } as const

function print(flags: FormatFlags, findings: readonly Finding[]): void {
  if (toFormat(flags) !== 'table') return printJson({ findings })
  const width = Math.max(...findings.map(({ check }) => check.length))
  for (const { check, status, detail } of findings) {
    process.stdout.write(`${paint(colours[status], marks[status])} ${check.padEnd(width)}  ${detail}\n`)
  }
}
