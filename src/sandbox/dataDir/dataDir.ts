import { mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { SandboxError } from '../errors.js'

const databaseName = 'sandbox.db'

/** Where a sandbox keeps its data. */
export interface DataDir {
  readonly path: string
  readonly databaseFile: string
  readonly engineDir: string
  /** Removes a temporary directory; keeps one that was named. */
  dispose(): Promise<void>
}

/** Makes the directory, or a temporary one when none is named. */
export async function openDataDir(path: string | undefined): Promise<DataDir> {
  const root = path === undefined ? await mkdtemp(join(tmpdir(), 'hogkit-sandbox-')) : resolve(path)
  try {
    // It holds a key: for its owner only, and never committed by accident. A directory that was there keeps its own rules.
    const isNew = (await mkdir(root, { recursive: true, mode: 0o700 })) !== undefined
    if (isNew) await writeFile(join(root, '.gitignore'), '*\n')
    // Made before SQLite makes it, because SQLite would let everybody read it; its side files follow this one.
    await (await open(join(root, databaseName), 'a', 0o600)).close()
  } catch (error) {
    throw new SandboxError('data_dir_unusable', `The data directory ${root} cannot be written. Choose another one.`, {
      cause: error,
    })
  }
  return {
    path: root,
    databaseFile: join(root, databaseName),
    engineDir: join(root, 'engine'),
    async dispose() {
      if (path === undefined) await rm(root, { recursive: true, force: true })
    },
  }
}
