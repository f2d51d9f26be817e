import { v7 } from 'uuid'
import { personsBehaving, personsQueried } from './api/cohorts/behaviors.js'
import { createCohortCalculation } from './api/cohorts/calculation.js'
import { createCohortMembers } from './api/cohorts/members.js'
import { watchSurveyLimits } from './api/surveys/limits.js'
import { createInsightResults } from './api/insights/results.js'
import { makeAcceptedWrites } from './api/persons/accepted.js'
import { createRateLimiter, wrongRateLimit } from './api/rateLimits.js'
import { createResources } from './api/resources.js'
import { createActivityStore } from './store/activity.js'
import { createFlagStore } from './api/featureFlags/store.js'
import type { ApiServices } from './api/context.js'
import { type DataDir, openDataDir } from './dataDir/dataDir.js'
import { type DataDirLock, lockDataDir } from './dataDir/lock.js'
import { type DemoOptions, loadDemo, seedMetaKey } from './demo/loadDemo.js'
import { DEMO_TEST_ACCOUNT_FILTERS } from './demo/testAccounts.js'
import { loadDemoResources } from './demo/loadResources.js'
import { EngineError } from './engine/errors.js'
import { connectClickHouse } from './engine/connectClickHouse.js'
import { openEngine } from './engine/openEngine.js'
import type { Engine } from './engine/types.js'
import { SandboxError } from './errors.js'
import { createFaults, type FaultEngine } from './faults/controller.js'
import { createHandler } from './handler.js'
import { createHogQL } from './hogql/createHogQL.js'
import { serve } from './http/server.js'
import { createIngestion } from './ingestion/ingestion.js'
import type { SandboxLog } from './log.js'
import type { DemoSeed, Sandbox, SandboxOptions } from './options.js'
import { missingPackage } from './peers.js'
import type { Project } from './project.js'
import { createHogQLResources } from './api/hogqlResources.js'
import { createQueryJobs } from './api/query/jobs.js'
import { runNode } from './api/query/runNode.js'
import { createPropertyTypes } from './propertyTypes.js'
import { type Database, openDatabase } from './store/database.js'
import { createGroupStore } from './store/groups.js'
import { createKeyStore, newSecret } from './store/keys.js'
import { createMetaStore, type MetaStore } from './store/meta.js'
import { createPersonStore } from './store/persons.js'
import { readWarnings } from './store/warnings.js'

/** PostHog's first team on a fresh instance; person uuids are derived from it. */
const projectId = 1

/**
 * Starts a PostHog of your own on 127.0.0.1: events, persons, flags and HogQL over PostHog's HTTP API, with real storage (ClickHouse
 * embedded through `chdb`, SQLite through `@libsql/client`; both must be installed).
 *
 * ```ts
 * const sandbox = await startSandbox({ dataDir: '.hogkit', seed: 'demo' })
 * createClient({ host: sandbox.url, projectToken: sandbox.projectToken })
 * ```
 *
 * @throws SandboxError `data_dir_in_use` with the running sandbox's URL, `data_dir_unusable`, `missing_package`, `port_in_use`,
 *   `invalid_option`, `invalid_fault`, `engine_failed`. Nothing stays open after a failure.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  checkOptions(options)
  const faults = createFaults(options.faults)
  const undo: (() => Promise<void> | void)[] = []
  const unwind = () => runAll(undo.splice(0).toReversed())
  try {
    return await start({ options, faults, undo, unwind })
  } catch (error) {
    // Why it did not start matters more than why tidying up did not work.
    await unwind().catch(() => undefined)
    throw error
  }
}

/** Runs every step, also after one that failed, and then throws the first failure. */
async function runAll(steps: readonly (() => Promise<void> | void)[]): Promise<void> {
  const failures: unknown[] = []
  for (const step of steps) {
    try {
      await step()
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw failures[0]
}

interface Starting {
  readonly options: SandboxOptions
  readonly faults: FaultEngine
  readonly undo: (() => Promise<void> | void)[]
  readonly unwind: () => Promise<void>
}

async function start(starting: Starting): Promise<Sandbox> {
  const { options, undo } = starting
  const log: SandboxLog = options.onLog ?? (() => {})
  const dataDir = await openDataDir(options.dataDir)
  undo.push(() => dataDir.dispose())
  const lock = await lockDataDir(dataDir.path)
  undo.push(() => lock.release())
  const database = await openDatabase(dataDir.databaseFile)
  undo.push(() => database.close())
  const engine = await startEngine(dataDir, options.clickhouseUrl, log)
  undo.push(() => engine.close())
  const services = await createServices(options, { database, engine, log })
  undo.push(() => services.jobs.close())
  undo.push(() => services.ingestion.close())
  undo.push(() => services.cohortCalculation.close())
  const surveyLimits = watchSurveyLimits(services)
  undo.push(() => surveyLimits.close())
  return listen(starting, { services, lock, engine })
}

interface Started {
  readonly services: ApiServices & { readonly personalApiKey: string }
  readonly lock: DataDirLock
  readonly engine: Engine
}

async function listen(
  { options, faults, undo, unwind }: Starting,
  { services, lock, engine }: Started,
): Promise<Sandbox> {
  const { personalApiKey } = services
  const handler = createHandler(services, { instance: lock.instance, faults, personalApiKey })
  const server = await serve(handler, options.port ?? 0)
  undo.push(() => server.close())
  undo.push(() => faults.close())
  await lock.publish(server.url)
  let closing: Promise<void> | undefined
  return {
    url: server.url,
    projectToken: services.project.token,
    personalApiKey,
    projectId,
    faults: faults.controller,
    storedUuids: () => storedUuids(engine, projectId),
    createPersonalApiKey: ({ scopes, label = 'API key' }) => services.keys.create({ scopes, label }),
    ingestionWarnings: () => readWarnings(services.database),
    close: () => (closing ??= unwind()),
  }
}

const maxStoredUuids = 1_000_000

async function storedUuids(engine: Engine, teamId: number): Promise<readonly string[]> {
  const sql = 'SELECT toString(uuid) FROM hogkit.events WHERE team_id = {teamId:UInt32}'
  const { rows } = await engine.query(sql, { teamId }, { maxRows: maxStoredUuids })
  return rows.map(([uuid]) => String(uuid))
}

async function startEngine(dataDir: DataDir, clickhouseUrl: string | undefined, log: SandboxLog): Promise<Engine> {
  try {
    if (clickhouseUrl !== undefined) return await connectClickHouse({ url: clickhouseUrl })
    return await openEngine({ dataDir: dataDir.engineDir, onLog: message => log({ level: 'info', message }) })
  } catch (error) {
    if (!(error instanceof EngineError)) throw error
    if (error.code === 'engine_missing') throw missingPackage('chdb', error)
    if (error.code === 'data_dir_locked') throw new SandboxError('data_dir_in_use', error.message, { cause: error })
    throw new SandboxError('engine_failed', error.message, { cause: error })
  }
}

async function createServices(
  options: SandboxOptions,
  { database, engine, log }: { database: Database; engine: Engine; log: SandboxLog },
): Promise<Started['services']> {
  const now = options.clock ?? Date.now
  const meta = createMetaStore(database)
  const keys = createKeyStore(database)
  const personalApiKey = options.personalApiKey ?? (await meta.getOrCreate('personal_api_key', () => newSecret('phx_')))
  await keys.ensure(personalApiKey, { label: 'sandbox', scopes: ['*'] })
  const project = await openProject(options, meta, now)
  const flags = createFlagStore(database)
  const demo = await seed(options, { database, engine, flags, log, now })
  const ingestion = await createIngestion({ database, engine, teamId: projectId, now, log })
  const resources = createResources(database)
  const personsRevision = () => ingestion.personsRevision
  const cohortMembers = createCohortMembers({ database, cohorts: resources.cohorts, personsRevision })
  const cohortCalculation = await createCohortCalculation({
    database,
    cohorts: resources.cohorts,
    members: cohortMembers,
    personsRevision,
    eventsRevision: () => ingestion.eventsRevision,
    behaving: (leaf, signal) => personsBehaving(leaf, services, signal),
    queried: (query, signal) => personsQueried(query, services, signal),
    now,
    log,
  })
  const propertyTypes = createPropertyTypes(ingestion)
  const hogql = createHogQL({
    engine,
    teamId: projectId,
    timezone: () => project.timezone,
    weekStartDay: () => project.weekStartDay,
    propertyTypes,
    testAccountFilters: () => [...project.testAccountFilters],
    groupTypes: () => Object.fromEntries([...ingestion.groupTypes].map(([name, index]) => [index, name])),
    resources: createHogQLResources({
      database,
      project,
      resources,
      flags,
      cohortMembers,
      cohortCalculation,
      groupTypes: () => ingestion.groupTypes,
    }),
  })
  const jobs = createQueryJobs(projectId, now)
  const services: Started['services'] = {
    project,
    database,
    engine,
    keys,
    rateLimiter: createRateLimiter(options.rateLimits, now),
    persons: createPersonStore(database),
    groups: createGroupStore(database),
    flags,
    resources,
    activity: createActivityStore(database),
    cohortMembers,
    cohortCalculation,
    insightResults: createInsightResults({ run: (node, signal) => runNode(node, services, signal), jobs, now }),
    ingestion,
    propertyTypes,
    hogql,
    jobs,
    now,
    log,
    personalApiKey,
  }
  await makeAcceptedWrites(services)
  if (demo) await loadDemoResources(services, demo)
  await cohortCalculation.start()
  // Who asks for demo data finds it whole.
  if (demo) await cohortCalculation.settled()
  return services
}

async function openProject(options: SandboxOptions, meta: MetaStore, now: () => number): Promise<Project> {
  const isDemo = options.seed !== undefined || (await meta.get(seedMetaKey)) !== undefined
  return {
    id: projectId,
    uuid: await meta.getOrCreate('project_uuid', v7),
    organizationId: await meta.getOrCreate('organization_id', v7),
    name: isDemo ? 'Hedgebox' : 'Sandbox',
    token: options.projectToken ?? (await meta.getOrCreate('project_token', () => newSecret('phc_'))),
    createdAt: await meta.getOrCreate('created_at', () => new Date(now()).toISOString()),
    timezone: options.timezone ?? 'UTC',
    weekStartDay: options.weekStartDay ?? 0,
    isDemo,
    testAccountFilters: options.testAccountFilters ?? (isDemo ? DEMO_TEST_ACCOUNT_FILTERS : []),
  }
}

async function seed(
  options: SandboxOptions,
  { now, log, ...stores }: Pick<ApiServices, 'database' | 'flags' | 'now' | 'log'> & { readonly engine: Engine },
): Promise<DemoOptions | undefined> {
  if (!options.seed) return undefined
  const wanted: DemoSeed = options.seed === 'demo' ? { name: 'demo' } : options.seed
  const startedAt = performance.now()
  const demo = await loadDemo({ ...stores, teamId: projectId }, { seed: wanted.seed ?? 1, now: wanted.now ?? now() })
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  log({
    level: 'info',
    message: demo.outcome === 'loaded' ? `Demo data loaded in ${seconds} s.` : 'Demo data is there already.',
  })
  return demo
}

function isTimeZone(name: string): boolean {
  try {
    return Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

function protocolOf(url: string): string {
  try {
    return new URL(url).protocol
  } catch {
    return ''
  }
}

function checkOptions(options: SandboxOptions): void {
  const { port = 0, personalApiKey, projectToken, clickhouseUrl, seed, rateLimits, timezone, weekStartDay } = options
  const invalid = (message: string) => new SandboxError('invalid_option', message)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw invalid(`port must be a whole number from 0 to 65535, not ${port}.`)
  if (timezone !== undefined && !isTimeZone(timezone)) {
    throw invalid(`timezone must be an IANA name such as Europe/Berlin, not "${timezone}".`)
  }
  if (weekStartDay !== undefined && weekStartDay !== 0 && weekStartDay !== 1) {
    throw invalid(`weekStartDay must be 0 (Sunday) or 1 (Monday), not ${String(weekStartDay)}.`)
  }
  if (projectToken !== undefined && !/^phc_\w{1,60}$/.test(projectToken)) {
    throw invalid(
      'projectToken must start with phc_ and hold letters, digits and _ only: it is the public token, never a personal API key.',
    )
  }
  if (personalApiKey !== undefined && !/^phx_\w{8,200}$/.test(personalApiKey)) {
    throw invalid('personalApiKey must start with phx_ and hold at least 8 letters, digits and _ after it.')
  }
  if (
    !(options.testAccountFilters ?? []).every(filter => typeof filter === 'object' && typeof filter.key === 'string')
  ) {
    throw invalid(
      "testAccountFilters must be property filters, such as { type: 'person', key: 'email', operator: 'not_icontains', value: '@example.com' }.",
    )
  }
  const wrong = wrongRateLimit(rateLimits)
  if (wrong !== undefined) throw invalid(wrong)
  if (clickhouseUrl !== undefined && !/^https?:$/.test(protocolOf(clickhouseUrl))) {
    throw invalid('clickhouseUrl must be the http(s) address of a ClickHouse server, such as http://localhost:8123.')
  }
  const name = typeof seed === 'object' ? seed.name : seed
  if (name !== undefined && name !== 'demo') throw invalid(`There is no demo data named "${String(name)}". Use "demo".`)
}
