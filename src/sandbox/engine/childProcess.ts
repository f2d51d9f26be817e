import { fork, type ChildProcess } from 'node:child_process'
import { Socket } from 'node:net'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { EngineError, fromChild, lockedDirectory, type ChildFailure } from './errors.js'
import { SCHEMA } from './schema.js'
import { settingList } from './settings.js'

/** Operations of `child.mjs`. */
export type ChildOperation = 'open' | 'insert' | 'deleteEvents' | 'query' | 'cancel' | 'close'

/** A running engine process. */
export interface EngineChild {
  readonly alive: boolean
  readonly pid: number | undefined
  /** Sends one operation. Rejects with the child's failure as {@link EngineError}, or with `engine_crashed` when it dies first. */
  call(op: ChildOperation, data: unknown): Promise<unknown>
  /** Ends the process at once and resolves when it has ended. */
  kill(): Promise<void>
  onExit(listener: () => void): void
}

export interface ChildOptions {
  dataDir: string
  childFile?: string | undefined
  onLog?: ((line: string) => void) | undefined
}

// `new URL('./child.mjs', import.meta.url)` would make a bundler treat the script as an asset.
const CHILD_FILE = join(dirname(fileURLToPath(import.meta.url)), 'child.mjs')
const STOP_TIMEOUT_MS = 5000

interface Pending {
  resolve: (value: unknown) => void
  reject: (error: EngineError) => void
}

/** Starts the engine process and opens the data directory. @throws EngineError `engine_missing`, `data_dir_locked`, `start_failed` */
export async function startChild(options: ChildOptions): Promise<EngineChild> {
  const process_ = fork(options.childFile ?? CHILD_FILE, [], {
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // No flags of the parent (loaders, inspectors, test runners) and room for queries beside inserts.
    execArgv: [],
    env: { ...process.env, UV_THREADPOOL_SIZE: '8' },
  })
  const output = collectOutput(process_, options.onLog)
  const child = connect(process_)
  try {
    await child.call('open', { dir: options.dataDir, schema: SCHEMA, querySettings: settingList() })
    return child
  } catch (error) {
    await child.kill()
    throw explain(error, output(), options.dataDir)
  }
}

// chdb says "failed to connect" and nothing more; the reason is on stderr, complete once the process has ended.
function explain(error: unknown, output: string, dataDir: string): unknown {
  if (!(error instanceof EngineError) || error.code === 'engine_missing') return error
  if (/Cannot lock file|Code: 76\b/.test(output)) return lockedDirectory(dataDir)
  return new EngineError('start_failed', `${error.message} ${output.trim().slice(-500)}`.trim(), { cause: error })
}

function collectOutput(child: ChildProcess, onLog: ((line: string) => void) | undefined): () => string {
  let recent = ''
  for (const stream of [child.stdout, child.stderr]) {
    if (stream instanceof Socket) stream.unref()
    stream?.setEncoding('utf8').on('data', (text: string) => {
      recent = (recent + text).slice(-4000)
      if (onLog) for (const line of text.split('\n')) if (line.trim()) onLog(line)
    })
  }
  return () => recent
}

function connect(process_: ChildProcess): EngineChild {
  const pending = new Map<number, Pending>()
  let alive = true
  let next = 0
  const ended = new Promise<void>(resolve => {
    const end = (): void => {
      alive = false
      const crashed = new EngineError(
        'engine_crashed',
        'The sandbox\u2019s engine process ended while it was working. It starts again by itself; send the call again.',
      )
      for (const call of pending.values()) call.reject(crashed)
      pending.clear()
      resolve()
    }
    process_.once('close', end)
    process_.once('error', end)
  })
  process_.on('message', (message: { call?: number; ok?: boolean; value?: unknown; failure?: ChildFailure }) => {
    const call = pending.get(message.call ?? -1)
    if (!call || message.call === undefined) return
    pending.delete(message.call)
    if (message.ok) call.resolve(message.value)
    else call.reject(fromChild(message.failure ?? { kind: 'query', message: 'unknown failure' }))
  })
  // A child that outlives a parent without handlers would keep it from exiting: the sandbox decides, not its engine.
  process_.unref()
  process_.channel?.unref()
  return {
    get alive() {
      return alive
    },
    pid: process_.pid,
    call: (op, data) => send(process_, pending, (next += 1), { op, data }, () => alive),
    async kill() {
      // Whoever closes the sandbox last must not run out of work, and exit, before the rest is closed.
      process_.ref()
      process_.kill('SIGKILL')
      await Promise.race([ended, new Promise(resolve => setTimeout(resolve, STOP_TIMEOUT_MS).unref())])
    },
    onExit: listener => void ended.then(listener),
  }
}

function send(
  process_: ChildProcess,
  pending: Map<number, Pending>,
  call: number,
  message: { op: ChildOperation; data: unknown },
  alive: () => boolean,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const crashed = (): void => {
      pending.delete(call)
      hold(process_, pending)
      reject(
        new EngineError(
          'engine_crashed',
          'The sandbox\u2019s engine process has ended. It starts again by itself; send the call again.',
        ),
      )
    }
    if (!alive()) return crashed()
    const settle =
      <TValue>(done: (value: TValue) => void) =>
      (value: TValue): void => {
        done(value)
        hold(process_, pending)
      }
    pending.set(call, { resolve: settle(resolve), reject: settle(reject) })
    hold(process_, pending)
    process_.send({ call, ...message }, error => {
      if (error && pending.has(call)) crashed()
    })
  })
}

/** Keeps the host process running only while a call waits. */
function hold(process_: ChildProcess, pending: Map<number, Pending>): void {
  if (pending.size > 0) process_.channel?.ref()
  else process_.channel?.unref()
}
