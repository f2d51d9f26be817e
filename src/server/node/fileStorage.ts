import { closeSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { StorageError } from '../../core/errors/client.js'
import type { StorageAdapter } from '../../core/types.js'

/** Lines that say nothing any more, before the file is written anew. */
const MAX_STALE_LINES = 5000
/** Events may hold personal data: nobody else reads them. */
const MODE = 0o600

/** A {@link StorageAdapter} of one file, for the `persistence` of a client in Node. */
export interface FileStorage extends StorageAdapter {
  /** Gives the file free for another process. To be called after the client's `shutdown()`. */
  close(): void
}

const open = new Set<string>()

/**
 * Keeps a client's events, and what else it stores, in a file, so that they outlive a crash of the process: the next client with
 * the same file sends them. One line is appended for each change, before `capture()` returns; the operating system writes it to
 * disk when it likes, so a power cut may take the last ones.
 *
 * ```ts
 * const storage = createFileStorage('/var/lib/app/posthog.events')
 * const client = createClient({ projectToken: 'phc_…', persistence: storage })
 * process.once('SIGTERM', () => client.shutdown().then(storage.close))
 * ```
 *
 * @param path made, with its folders, where it is not there. One process at a time may use it.
 * @throws {StorageError} when another process uses the file, or it cannot be read or written.
 */
export function createFileStorage(path: string): FileStorage {
  const file = resolve(path)
  const lock = `${file}.lock`
  const values = new Map<string, string>()
  let lines = 0
  let fd: number

  function rewrite(): number {
    const text = [...values].map(([key, value]) => toLine(key, value)).join('')
    writeFileSync(`${file}.new`, text, { mode: MODE })
    renameSync(`${file}.new`, file)
    lines = values.size
    return openSync(file, 'a', MODE)
  }

  function append(line: string): void {
    writeSync(fd, line)
    lines++
  }

  function compact(): void {
    if (lines - values.size < MAX_STALE_LINES) return
    closeSync(fd)
    fd = rewrite()
  }

  let isLocked = false
  try {
    mkdirSync(dirname(file), { recursive: true })
    takeLock(file, lock)
    isLocked = true
    for (const [key, value] of readLines(file)) {
      if (value === undefined) values.delete(key)
      else values.set(key, value)
    }
    fd = rewrite()
  } catch (cause) {
    if (isLocked) giveFree(file, lock)
    if (cause instanceof StorageError) throw cause
    throw new StorageError(`The file ${file} cannot be used as storage, see cause.`, { cause })
  }

  return {
    getItem: key => values.get(key) ?? null,
    setItem(key, value) {
      append(toLine(key, value))
      values.set(key, value)
      compact()
    },
    removeItem(key) {
      if (!values.has(key)) return
      append(toLine(key))
      values.delete(key)
      compact()
    },
    keys: () => [...values.keys()],
    close() {
      if (!open.has(file)) return
      closeSync(fd)
      giveFree(file, lock)
    },
  }
}

function toLine(...entry: string[]): string {
  return `${JSON.stringify(entry)}\n`
}

/** What was appended; a line that a crash cut short is left out. */
function readLines(file: string): [key: string, value: string | undefined][] {
  return readIfThere(file)
    .split('\n')
    .flatMap(line => {
      try {
        const [key, value] = JSON.parse(line) as unknown[]
        return typeof key === 'string' && (value === undefined || typeof value === 'string') ? [[key, value]] : []
      } catch {
        return []
      }
    })
}

/** The id of the process that uses the file stands beside it; one that does not run any more does not count. */
function takeLock(file: string, lock: string): void {
  const pid = Number(readIfThere(lock))
  if (open.has(file) || (pid && pid !== process.pid && isRunning(pid))) {
    throw new StorageError(
      `The file ${file} is in use by process ${pid}: events would be sent twice. Give each process a file of its own.`,
    )
  }
  writeFileSync(lock, String(process.pid), { mode: MODE })
  open.add(file)
}

function giveFree(file: string, lock: string): void {
  open.delete(file)
  rmSync(lock, { force: true })
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Somebody else's process: it runs.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw error
  }
}
