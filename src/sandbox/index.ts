export { isSandboxError, SandboxError, type SandboxErrorCode } from './errors.js'
export type {
  ActiveFault,
  AnswerLostFault,
  BodyLimitFault,
  CutFault,
  DelayFault,
  Fault,
  FaultController,
  FaultMatch,
  FaultRetryAfter,
  FaultRule,
  HangFault,
  QuotaFault,
  QuotaResource,
  RequestLogEntry,
  StatusFault,
} from './faults/types.js'
export type { RateLimit, RateLimitOption } from './api/rateLimits.js'
export type { RequestEncoding } from './http/sighting.js'
export type { SandboxLog, SandboxLogEntry } from './log.js'
export type { DemoSeed, Sandbox, SandboxOptions } from './options.js'
export { startSandbox } from './startSandbox.js'
export type { IngestionWarning } from './store/warnings.js'
