import type { Connection } from '../http/connection.js'
import { failureAnswer, forOtherOrigins } from './answer.js'
import type { FaultEngine } from './controller.js'
import { quotaDrop, withQuota } from './quota.js'
import type { Fault, FaultRule } from './types.js'

/** Where a request ended when no answer went out. */
export type Ending = 'cut' | 'hung'

export interface FaultsOptions {
  readonly faults: FaultEngine
  /** ms since 1970. */
  readonly now: () => number
}

/** One request at which a rule fires. */
export interface Victim {
  readonly request: Request
  readonly path: string
  readonly connection: Connection
  /** Does what would be done without the fault. */
  process(): Promise<Response>
  /** Writes the answer down and gives it back. */
  answer(response: Response): Response
  /** Writes down that there is none. */
  end(ending: Ending): void
}

/** Makes the function that does to a request what a rule says. */
export function createPerform({ faults, now }: FaultsOptions): (rule: FaultRule, victim: Victim) => Promise<Response> {
  const wait = async (ms = 0) => {
    if (ms > 0) await waitOr(ms, faults.closed)
  }

  return async (rule, victim) => {
    const { fault, expose = true } = rule
    const { request, path, connection } = victim
    const send = (response: Response) => victim.answer(forOtherOrigins(request, path, response, expose))
    const cut = (sayProcessing: boolean) => {
      victim.end('cut')
      return connection.cut({ sayProcessing })
    }
    if ('hang' in fault) {
      victim.end('hung')
      await Promise.race([connection.gone, faults.closed])
      return connection.cut()
    }
    await wait(fault.delayMs)
    if ('cut' in fault && fault.cut === 'before') return cut(fault.browserResend === false)
    const instead = insteadOf(fault, path, now)
    if (instead) return send(instead)

    const response = await victim.process()
    if ('delayAfterMs' in fault) await wait(fault.delayAfterMs)
    if ('cut' in fault) return cut(fault.browserResend === false)
    if ('answerLost' in fault) return send(failureAnswer({ ...fault, status: fault.answerLost }, path, now()))
    if ('quotaLimited' in fault) return send(await withQuota(fault, path, response))
    return victim.answer(response)
  }
}

/** The answer of a fault that keeps a request from being processed. */
function insteadOf(fault: Fault, path: string, now: () => number): Response | undefined {
  if ('maxBodyBytes' in fault) return failureAnswer({ ...fault, status: 413 }, path, now())
  if ('quotaLimited' in fault) return quotaDrop(fault, path)
  if ('status' in fault && fault.status !== undefined)
    return failureAnswer({ ...fault, status: fault.status }, path, now())
  return undefined
}

/** Waits, unless the other promise ends the waiting before. */
async function waitOr(ms: number, ended: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const elapsed = new Promise<void>(resolve => {
    timer = setTimeout(resolve, ms)
  })
  await Promise.race([elapsed, ended])
  clearTimeout(timer)
}
