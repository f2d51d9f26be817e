import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createServer } from 'vite'

export interface Playground {
  /** Where it answers, without a trailing slash. */
  readonly url: string
  close(): Promise<void>
}

const configFile = fileURLToPath(new URL('../../playground/vite.config.ts', import.meta.url))
/** What points the playground at a PostHog instead of its own sandbox. Empty, because a .env file would fill the absent. */
const noPostHog = { POSTHOG_HOST: '', POSTHOG_PROJECT_ID: '', POSTHOG_API_KEY: '', POSTHOG_PROJECT_API_KEY: '' }

/**
 * The playground as `npm run dev` starts it: with demo data of its own, in a folder that goes when it closes, or with
 * the PostHog that the environment names.
 */
export async function startPlayground(env: Partial<typeof noPostHog> = {}): Promise<Playground> {
  const dataDir = await mkdtemp(join(tmpdir(), 'hogkit-e2e-'))
  Object.assign(process.env, noPostHog, env, { HOGKIT_DATA_DIR: dataDir })
  // Unwatched: a file that changes while the tests run must not reload what they look at.
  const server = await createServer({ configFile, logLevel: 'warn', server: { port: 0, hmr: false, watch: null } })
  await server.listen()
  const address = server.httpServer?.address()
  if (typeof address !== 'object' || address === null) throw new Error('The playground has no port.')
  return {
    url: `http://127.0.0.1:${address.port}`,
    async close() {
      await server.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
