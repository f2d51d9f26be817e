import {
  type CohortCalculationState,
  calculationStatement,
  NEVER_CALCULATED,
  readCalculations,
} from '../../store/cohortCalculations.js'
import type { ResourceStore, StoredResource } from '../../store/resources.js'
import type { SandboxLog } from '../../log.js'
import { ApiError } from '../errors.js'
import { type CohortEvaluation, evaluateCohorts, type Evaluated } from './evaluate.js'
import { cohortTypeOf, type CohortFields } from './fields.js'
import type { CohortMembers } from './members.js'
import { dependentsOf } from './references.js'

type StoredCohort = StoredResource<CohortFields>

/** How often it is looked whether events or persons made a cohort old. Longer after a slow calculation, so that most time is left to others. */
const pauseMs = 1_000
const pausePerWork = 10
/** As often as PostHog does, cohorts are calculated anew also when nothing came in: rules ask for "the last 30 days". */
const maxAgeMs = 15 * 60_000
/** As in PostHog, who failed so often is left alone until somebody changes it. */
const maxErrors = 20
const maxRetryMinutes = 60

/**
 * Calculates cohorts in the background, one batch at a time: those that were written, those that ask for them, and those that new events
 * or persons made old. Until a calculation has finished, everybody reads the members of the one before.
 * https://posthog.com/docs/data/cohorts
 */
export interface CohortCalculation {
  /** How far it is with a cohort. */
  stateOf(cohort: StoredCohort): CohortCalculationState
  /** Queues a cohort that was written, or whose members were, and the cohorts that ask for it. */
  request(id: number): Promise<void>
  /** Begins to work, with what an earlier run left unfinished. */
  start(): Promise<void>
  /** Resolves when nothing is queued. Only after `start`. */
  settled(): Promise<void>
  /** Stops the calculation that runs, which the next run takes up again. */
  close(): Promise<void>
}

export interface CohortCalculationOptions extends Pick<CohortEvaluation, 'database' | 'behaving' | 'queried' | 'now'> {
  readonly cohorts: ResourceStore<CohortFields>
  readonly members: CohortMembers
  /** Grows with every change of a person. */
  readonly personsRevision: () => number
  /** Grows with every commit of events. */
  readonly eventsRevision: () => number
  readonly log: SandboxLog
}

/** What a cohort was calculated from. */
interface Basis {
  readonly persons: number
  readonly events: number
  readonly at: number
}

export async function createCohortCalculation(options: CohortCalculationOptions): Promise<CohortCalculation> {
  const { database, cohorts, members, now, log } = options
  const states = await readCalculations(database)
  const bases = new Map<number, Basis>()
  const abort = new AbortController()
  let isStarted = false
  let isRequested = false
  let working: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined

  const stateOf = (id: number): CohortCalculationState => states.get(id) ?? NEVER_CALCULATED
  const dynamic = async (): Promise<StoredCohort[]> =>
    (await cohorts.all()).filter(({ fields }) => !fields.deleted && !fields.is_static)

  /** The cohort waits from now on for a calculation that knows what it is now. */
  function queue(id: number): CohortCalculationState {
    const state = stateOf(id)
    const next = { ...state, isCalculating: true, pendingVersion: (state.pendingVersion ?? 0) + 1 }
    states.set(id, next)
    return next
  }

  async function queueStale(): Promise<void> {
    for (const cohort of await dynamic()) {
      const state = stateOf(cohort.id)
      if (!state.isCalculating && isStale(cohort, state)) queue(cohort.id)
    }
  }

  function isStale({ id, fields }: StoredCohort, { errors, lastErrorAt }: CohortCalculationState): boolean {
    if (errors > 0) {
      const waitMs = Math.min(2 ** errors, maxRetryMinutes) * 60_000
      return errors <= maxErrors && now() - (lastErrorAt ?? 0) >= waitMs
    }
    const basis = bases.get(id)
    if (!basis || basis.persons !== options.personsRevision() || now() - basis.at >= maxAgeMs) return true
    return cohortTypeOf(fields) !== 'person_property' && basis.events !== options.eventsRevision()
  }

  const waiting = async (): Promise<StoredCohort[]> => (await dynamic()).filter(({ id }) => stateOf(id).isCalculating)

  async function drain(): Promise<void> {
    for (;;) {
      const batch = await waiting()
      if (batch.length === 0 || abort.signal.aborted) return
      await calculate(batch)
    }
  }

  async function calculate(batch: readonly StoredCohort[]): Promise<void> {
    const basis = { persons: options.personsRevision(), events: options.eventsRevision(), at: now() }
    const versions = new Map(batch.map(({ id }) => [id, stateOf(id).pendingVersion]))
    const results = await evaluateCohorts(batch, {
      ...options,
      membersOf: id => members.of(id),
      signal: abort.signal,
    }).catch((error: unknown) => {
      abort.signal.throwIfAborted()
      return new Map<number, Evaluated>(batch.map(({ id }) => [id, { error }]))
    })
    const changed: number[] = []
    for (const { id } of batch) {
      const result = results.get(id) ?? { error: new Error('was not evaluated') }
      bases.set(id, basis)
      if (await finish(id, versions.get(id) ?? null, result)) changed.push(id)
    }
    // Who asks for a cohort that has other members now, and was not calculated with it.
    const all = await dynamic()
    const dependents = new Set(changed.flatMap(id => dependentsOf(id, all).map(cohort => cohort.id)))
    for (const id of dependents) if (!versions.has(id)) queue(id)
  }

  /** Stores what a calculation found, and tells whether the members are others than before. */
  async function finish(id: number, version: number | null, result: Evaluated): Promise<boolean> {
    const state = stateOf(id)
    // Whoever wrote the cohort meanwhile waits for the next calculation.
    const isCalculating = state.pendingVersion !== version
    if ('error' in result) {
      log({ level: 'warn', message: `Cohort ${id} could not be calculated: ${reasonOf(result.error)}` })
      const failure = { errors: state.errors + 1, lastErrorAt: now(), lastErrorMessage: reasonOf(result.error) }
      states.set(id, { ...state, ...failure, isCalculating })
      await database.transaction([calculationStatement(id, stateOf(id))])
      return false
    }
    const next = {
      ...state,
      version,
      isCalculating,
      count: result.members.size,
      lastCalculation: new Date(now()).toISOString(),
      errors: 0,
      lastErrorAt: null,
      lastErrorMessage: null,
    }
    const isUnchanged = isSame(await members.of(id), result.members)
    if (isUnchanged) await database.transaction([calculationStatement(id, next)])
    else await members.replace(id, result.members, [calculationStatement(id, next)])
    // What was asked for while this was stored still counts.
    const { pendingVersion } = stateOf(id)
    states.set(id, { ...next, pendingVersion, isCalculating: pendingVersion !== version })
    return !isUnchanged
  }

  function work(): Promise<void> {
    if (!isStarted || abort.signal.aborted) return Promise.resolve()
    clearTimeout(timer)
    return (working ??= round().finally(() => {
      working = undefined
      // Asked for after the round had looked.
      if (isRequested) void work()
    }))
  }

  async function round(): Promise<void> {
    const startedAt = performance.now()
    isRequested = false
    try {
      await queueStale()
      await drain()
    } catch (error) {
      // Storage failed: what is queued stays so.
      if (!abort.signal.aborted) log({ level: 'error', message: `Cohorts could not be calculated: ${reasonOf(error)}` })
    }
    if (abort.signal.aborted) return
    const pause = Math.max(pauseMs, pausePerWork * (performance.now() - startedAt))
    timer = setTimeout(() => void work(), pause)
    timer.unref()
  }

  return {
    stateOf: ({ id }) => stateOf(id),
    async request(id) {
      const all = await dynamic()
      const changed = [...all.filter(cohort => cohort.id === id), ...dependentsOf(id, all)]
      await database.transaction(changed.map(cohort => calculationStatement(cohort.id, queue(cohort.id))))
      isRequested = changed.length > 0
      // After the answer to who wrote it, which says that it is being calculated.
      setImmediate(() => void work())
    },
    async start() {
      isStarted = true
      await queueStale()
      void work()
    },
    async settled() {
      while (!abort.signal.aborted && (await waiting()).length > 0) await work()
    },
    async close() {
      abort.abort()
      clearTimeout(timer)
      await working
    },
  }
}

/** What is wrong with the cohort, in words for whoever made it. */
function reasonOf(error: unknown): string {
  if (error instanceof ApiError && error.body) return error.body.detail
  return error instanceof Error ? error.message : String(error)
}

function isSame(left: ReadonlySet<string>, right: ReadonlySet<string>): boolean {
  return left.size === right.size && [...left].every(id => right.has(id))
}
