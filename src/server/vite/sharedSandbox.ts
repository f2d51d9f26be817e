import type { RunningSandbox } from './options.js'

interface Shared {
  readonly sandbox: Promise<RunningSandbox>
  users: number
}

/**
 * Kept on the process and not in this module: on a restart Vite loads the config, and with it a fresh copy of this module, and starts the
 * new server before it closes the old one. Both must find the one sandbox, whose data directory allows no second.
 */
const registryKey = Symbol.for('hogkit.vite.sandboxes')

function registry(): Map<string, Shared> {
  const holder = globalThis as { [registryKey]?: Map<string, Shared> }
  return (holder[registryKey] ??= new Map())
}

/** A share of a running sandbox. */
export interface SandboxShare {
  readonly sandbox: RunningSandbox
  /** Gives the share back; the last one closes the sandbox. Safe to call twice. */
  release(): Promise<void>
}

/** Starts the sandbox of a project root, or shares the one that a server of the same root has. */
export async function shareSandbox(root: string, start: () => Promise<RunningSandbox>): Promise<SandboxShare> {
  const all = registry()
  const shared = all.get(root) ?? { sandbox: start(), users: 0 }
  all.set(root, shared)
  shared.users += 1
  let released: Promise<void> | undefined

  async function release(): Promise<void> {
    shared.users -= 1
    if (shared.users > 0) return
    if (all.get(root) === shared) all.delete(root)
    await (await shared.sandbox).close()
  }

  try {
    const sandbox = await shared.sandbox
    return { sandbox, release: () => (released ??= release()) }
  } catch (error) {
    if (all.get(root) === shared) all.delete(root)
    throw error
  }
}
