import { refuse } from './checks.js'
import { maxRules, readRules } from './readRules.js'
import { createRequestLog, type RequestLog } from './requestLog.js'
import { type RunningRule, runRule } from './rule.js'
import type { FaultController, FaultRule } from './types.js'

/** The controller and what the middleware needs of it. */
export interface FaultEngine {
  readonly controller: FaultController
  readonly log: RequestLog
  /** Rules that may be about a request with this first line. Empty once closed. */
  candidates(method: string, path: string): readonly RunningRule[]
  /** Resolves when nothing may wait any longer. */
  readonly closed: Promise<void>
  /** Ends every delay and every hanging request, and faults with them. */
  close(): void
}

/** @throws SandboxError `invalid_fault` */
export function createFaults(initial: readonly FaultRule[] = []): FaultEngine {
  const log = createRequestLog()
  let running: RunningRule[] = []
  let nextId = 1
  let isClosed = false
  let end = () => {}
  const closed = new Promise<void>(resolve => {
    end = resolve
  })

  function start(rules: readonly FaultRule[], taken: readonly string[]): RunningRule[] {
    const ids = new Set([...taken, ...rules.flatMap(({ id }) => id ?? [])])
    return rules.map(rule => {
      let { id } = rule
      while (id === undefined || (rule.id === undefined && ids.has(id))) id = `fault-${nextId++}`
      return runRule({ ...rule, id })
    })
  }

  const idsOf = (rules: readonly RunningRule[]) => rules.map(({ rule }) => rule.id)

  const controller: FaultController = {
    get rules() {
      return running.map(rule => rule.snapshot())
    },
    add(...given) {
      const rules = readRules(given)
      const taken = idsOf(running)
      const double = rules.find(({ id }) => id !== undefined && taken.includes(id))
      if (double) refuse(`there is a fault rule with the id "${double.id}" already: remove it first.`)
      if (running.length + rules.length > maxRules) refuse(`there may be at most ${maxRules} fault rules.`)
      const added = start(rules, taken)
      running = [...running, ...added]
      return idsOf(added)
    },
    replace(given) {
      running = start(readRules(given), [])
      return idsOf(running)
    },
    remove(id) {
      const before = running.length
      running = running.filter(({ rule }) => rule.id !== id)
      return running.length < before
    },
    clear() {
      running = []
    },
    get requests() {
      return log.entries
    },
    clearRequests: () => log.clear(),
  }
  controller.replace(initial)

  return {
    controller,
    log,
    candidates: (method, path) => (isClosed ? [] : running.filter(rule => rule.mayMatch(method, path))),
    closed,
    close() {
      isClosed = true
      end()
    },
  }
}
