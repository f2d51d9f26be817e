import { randomUUID } from 'node:crypto'
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SandboxError } from '../errors.js'

/** What the lock file of a data directory says. */
interface LockInfo {
  readonly instance: string
  readonly pid: number
  /** Absent while the sandbox is starting. */
  readonly url?: string
  /** ms since 1970. */
  readonly startedAt: number
}

export interface DataDirLock {
  /** Tells this sandbox from every other one: its health endpoint answers it. */
  readonly instance: string
  /** Says where the sandbox answers, for whoever finds the directory taken. */
  publish(url: string): Promise<void>
  release(): Promise<void>
}

const startGraceMs = 30_000
const probeTimeoutMs = 1500

/** Where a sandbox tells its instance id. */
export const healthPath = '/_health'

/**
 * Takes a data directory for this sandbox. Fails with `data_dir_in_use` and the URL of the sandbox that has it; a lock that a dead or
 * killed sandbox left behind is taken over.
 */
export async function lockDataDir(dataDir: string): Promise<DataDirLock> {
  const path = join(dataDir, 'sandbox.lock')
  const info: LockInfo = { instance: randomUUID(), pid: process.pid, startedAt: Date.now() }
  for (let attempt = 0; ; attempt++) {
    if (await create(path, info)) break
    const holder = await read(path)
    // Somebody else was quicker at taking over the lock that was left behind.
    if (attempt > 2 || (holder && (await isAlive(holder)))) throw inUse(dataDir, holder)
    await removeStale(path, holder)
  }
  return {
    instance: info.instance,
    async publish(url) {
      await rename(await writeAside(path, { ...info, url }), path)
    },
    async release() {
      const holder = await read(path)
      if (holder?.instance === info.instance) await rm(path, { force: true })
    },
  }
}

/** The content in a file beside the lock, to be moved into place whole: nobody ever reads half a lock. */
async function writeAside(path: string, info: LockInfo): Promise<string> {
  const aside = `${path}.${randomUUID()}`
  await writeFile(aside, JSON.stringify(info), { mode: 0o600 })
  return aside
}

/** `false` when there is a lock already. */
async function create(path: string, info: LockInfo): Promise<boolean> {
  const aside = await writeAside(path, info)
  try {
    await link(aside, path)
    return true
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false
    throw error
  } finally {
    await rm(aside, { force: true })
  }
}

/** Removes the lock that was looked at, and no other that has taken its place since. */
async function removeStale(path: string, holder: LockInfo | undefined): Promise<void> {
  const aside = `${path}.${randomUUID()}`
  try {
    await rename(path, aside)
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return
    throw error
  }
  const moved = await read(aside)
  if (moved && moved.instance !== holder?.instance) await link(aside, path).catch(() => undefined)
  await rm(aside, { force: true })
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}

async function read(path: string): Promise<LockInfo | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as LockInfo
  } catch {
    return undefined
  }
}

async function isAlive(holder: LockInfo): Promise<boolean> {
  if (!isRunning(holder.pid)) return false
  if (holder.url === undefined) return Date.now() - holder.startedAt < startGraceMs
  // The process id may belong to something else by now: only the sandbox itself knows its instance.
  try {
    const response = await fetch(new URL(healthPath, holder.url), { signal: AbortSignal.timeout(probeTimeoutMs) })
    return ((await response.json()) as { instance?: unknown }).instance === holder.instance
  } catch {
    return false
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // It runs, as somebody else.
    return hasCode(error, 'EPERM')
  }
}

function inUse(dataDir: string, holder: LockInfo | undefined): SandboxError {
  const where = holder?.url ? `It answers at ${holder.url}.` : 'It is just starting.'
  return new SandboxError(
    'data_dir_in_use',
    `The data directory ${dataDir} is used by another sandbox${holder ? ` (process ${holder.pid})` : ''}, and only one can write to it. ${where} ` +
      'Use that one, stop it, or choose another data directory.',
    { url: holder?.url },
  )
}
