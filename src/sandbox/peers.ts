import { SandboxError } from './errors.js'

/** The optional peers that only the sandbox needs: whoever wants just hooks never downloads them. */
export const sandboxPeers = ['chdb', '@libsql/client'] as const

/** The error for a peer that is not there. `cause` keeps the loader's own words. */
export function missingPackage(name: string, cause: unknown): SandboxError {
  const isDefault = sandboxPeers.some(peer => peer === name)
  return new SandboxError(
    'missing_package',
    `The sandbox needs the package "${name}", which could not be loaded. ` +
      (isDefault
        ? `Install both of its packages with: npm install --save-dev ${sandboxPeers.join(' ')}. `
        : `Install it with: npm install --save-dev ${name}. `) +
      'chdb runs on Linux (glibc) and macOS; elsewhere point hogkit at PostHog Cloud or a self-hosted PostHog.',
    { packages: [name], cause },
  )
}

/** Loads an optional peer; fails with `missing_package` when it is absent or has no build for this platform. */
export async function loadPeer<TModule>(name: string, load: () => Promise<TModule>): Promise<TModule> {
  try {
    return await load()
  } catch (error) {
    throw missingPackage(name, error)
  }
}
