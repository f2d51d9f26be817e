import { completeClient } from '../actions.js'
import { captureOnce } from '../exceptions/captured.js'
import type { ExceptionOptions, HogkitClient, Plugin } from '../types.js'
import { claim } from './claim.js'

/** Options of {@link exceptions}. */
export interface ExceptionsPluginOptions {
  /** Errors that nothing caught. Default `true`. */
  readonly errors?: boolean
  /** Promises that were rejected and nobody handled. Default `true`. */
  readonly rejections?: boolean
  /** `true` for what is not to be captured: browser extensions, a library's own noise. */
  readonly ignore?: (error: unknown) => boolean
}

/** The little of Node's `process` that is used here. */
interface NodeProcess {
  on?(name: 'uncaughtExceptionMonitor', listener: (error: unknown, origin: string) => void): void
  off?(name: 'uncaughtExceptionMonitor', listener: (error: unknown, origin: string) => void): void
}

const claims = new WeakSet<HogkitClient>()

/**
 * Captures errors and rejections that nothing caught as `$exception`: of the page, or in Node of the process, which still ends as
 * it would. One that a React error boundary or you captured already is not captured again.
 * https://posthog.com/docs/error-tracking
 */
export function exceptions({
  errors = true,
  rejections = true,
  ignore = () => false,
}: ExceptionsPluginOptions = {}): Plugin {
  return {
    name: 'exceptions',
    setup(client) {
      const release = claim(claims, client)
      if (!release) return undefined
      const take = (error: unknown, options: ExceptionOptions): void => {
        if (ignore(error)) return
        captureOnce(client, error, () =>
          completeClient(client).captureException(error, {}, { handled: false, ...options }),
        )
      }
      const onError = (event: ErrorEvent): void => {
        if (event.error !== undefined && event.error !== null) take(event.error, ERROR)
        // Of a script of another origin browsers tell nothing but this.
        else if (event.message !== 'Script error.') take(describe(event), ERROR)
      }
      const onRejection = (event: PromiseRejectionEvent): void => take(event.reason, REJECTION)
      const onExit = (error: unknown, origin: string): void => {
        const isRejection = origin === 'unhandledRejection'
        if (isRejection ? rejections : errors) take(error, isRejection ? NODE_REJECTION : NODE_ERROR)
      }

      const isPage = typeof window !== 'undefined'
      const { process } = globalThis as { process?: NodeProcess }
      if (isPage && errors) addEventListener('error', onError)
      if (isPage && rejections) addEventListener('unhandledrejection', onRejection)
      if (!isPage) process?.on?.('uncaughtExceptionMonitor', onExit)
      return () => {
        if (isPage) {
          removeEventListener('error', onError)
          removeEventListener('unhandledrejection', onRejection)
        } else process?.off?.('uncaughtExceptionMonitor', onExit)
        release()
      }
    },
  }
}

const ERROR = { mechanism: 'onuncaughtexception', source: 'browser.window_onerror' } as const
const REJECTION = { mechanism: 'onunhandledrejection', source: 'browser.unhandledrejection' } as const
// Node ends the process after these.
const NODE_ERROR = {
  level: 'fatal',
  mechanism: 'onuncaughtexception',
  source: 'node.process_uncaught_exception',
} as const
const NODE_REJECTION = {
  level: 'fatal',
  mechanism: 'onunhandledrejection',
  source: 'node.process_unhandled_rejection',
} as const

/** An error that came without an Error: at least where it happened is known. */
function describe({ message, filename, lineno, colno }: ErrorEvent): object {
  return { name: 'Error', message, stack: filename ? `    at ${filename}:${lineno}:${colno}` : undefined }
}
