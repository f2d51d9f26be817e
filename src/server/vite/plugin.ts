import { loadEnv, type Connect, type Plugin, type ResolvedConfig } from 'vite'
import { ConfigError } from '../../core/errors.js'
import { resolveApiHost } from '../../api/config.js'
import { resolveBasePath } from '../proxy/options.js'
import { createMiddleware, type PublicConfig } from './mount.js'
import { type HogkitPluginOptions, type PostHogTarget, resolveTarget, type ResolvedTarget } from './options.js'
import { type SandboxShare, shareSandbox } from './sharedSandbox.js'
import { fetchingModule, inlineModule, resolvedVirtualId, virtualId } from './virtualModule.js'

const connectionHint =
  'Give the plugin a sandbox (sandbox: () => startSandbox({ seed: "demo" }), from hogkit/sandbox), or set POSTHOG_PROJECT_ID, POSTHOG_API_KEY (phx_…) and POSTHOG_PROJECT_API_KEY (phc_…) for a PostHog.'

/**
 * What Vite prints of a start that failed. A typed error (a taken data directory, a missing package, a wrong option) says in its message what
 * to do, and where in our code it was thrown would only hide that; of any other one the stack is what is known.
 */
function toStartError(error: unknown): unknown {
  if (!(error instanceof Error) || typeof (error as { code?: unknown }).code !== 'string') return error
  const plain = new Error(`hogkit: ${error.message}`)
  plain.stack = plain.message
  return plain
}

/**
 * The Vite plugin: proxy, relay and (when no PostHog is configured) the sandbox, in `vite` and `vite preview`, so that the browser sees one
 * origin and no key.
 *
 * ```ts
 * import { startSandbox } from 'hogkit/sandbox'
 * import { hogkit } from 'hogkit/server/vite'
 * export default defineConfig({
 *   plugins: [hogkit({ sandbox: () => startSandbox({ seed: 'demo', dataDir: '.hogkit' }) })],
 * })
 * ```
 *
 * With `POSTHOG_PROJECT_ID`, `POSTHOG_API_KEY` and `POSTHOG_PROJECT_API_KEY` set (in the environment or in `.env`; and `POSTHOG_HOST`) it
 * speaks to that PostHog instead. The page reads what it may know from `virtual:hogkit`: `projectToken`, `host`, `apiBase`, `connection`.
 */
export function hogkit(options: HogkitPluginOptions = {}): Plugin {
  const apiBase = resolveBasePath(options.apiBase ?? '/api/posthog')
  const ingestPath = resolveBasePath(options.ingestPath ?? '/ingest')
  let target: ResolvedTarget
  // By the config of the server that uses it: on a restart one instance of the plugin may serve the new server and the old one.
  const shares = new Map<ResolvedConfig, SandboxShare>()
  let publicConfig: PublicConfig | undefined

  const toPublicConfig = (projectToken: string, connection: PublicConfig['connection']): PublicConfig => ({
    projectToken,
    host: ingestPath,
    apiBase,
    connection,
  })

  async function startOwnSandbox(serverConfig: ResolvedConfig): Promise<PostHogTarget> {
    const { sandbox } = options
    if (!sandbox) throw new ConfigError(`hogkit() has nothing to talk to. ${connectionHint}`)
    if (target.missing.length > 0) {
      serverConfig.logger.warn(
        `hogkit: not set: ${target.missing.join(', ')}. Some of PostHog's names are set, so this may be a mistake; using the sandbox.`,
      )
    }
    const share = await shareSandbox(serverConfig.root, () => {
      serverConfig.logger.info('  hogkit: starting the sandbox …')
      return sandbox()
    })
    shares.set(serverConfig, share)
    const { url, projectId, personalApiKey, projectToken } = share.sandbox
    return { host: url, projectId: String(projectId), personalApiKey, projectToken }
  }

  async function mount(middlewares: Connect.Server, serverConfig: ResolvedConfig): Promise<void> {
    try {
      const connected = target.posthog ?? (await startOwnSandbox(serverConfig))
      const kind = target.posthog ? 'posthog' : 'sandbox'
      publicConfig = toPublicConfig(connected.projectToken, { kind, url: resolveApiHost(connected.host) })
      let told = false
      const onStranger = () => {
        if (!told) {
          serverConfig.logger.warn(
            'hogkit: turned away a request that did not come from a page of this server on this machine. To let others in, give hogkit({ authorize }).',
          )
        }
        told = true
      }
      const { authorize, queries } = options
      middlewares.use(
        createMiddleware({ target: connected, apiBase, ingestPath, authorize, queries, publicConfig, onStranger }),
      )
    } catch (error) {
      await release(serverConfig)
      throw toStartError(error)
    }
  }

  async function release(serverConfig: ResolvedConfig): Promise<void> {
    const share = shares.get(serverConfig)
    shares.delete(serverConfig)
    await share?.release()
  }

  return {
    name: 'hogkit',
    configResolved(resolved) {
      const env = resolved.envDir === false ? process.env : loadEnv(resolved.mode, resolved.envDir, 'POSTHOG_')
      target = resolveTarget(options, env)
    },
    configureServer: server => mount(server.middlewares, server.config),
    async configurePreviewServer(server) {
      await mount(server.middlewares, server.config)
      const close = server.close.bind(server)
      server.close = async () => {
        await close()
        await release(server.config)
      }
    },
    // Also runs when a dev server closes, in every version of Vite that is supported.
    closeBundle() {
      return release(this.environment.getTopLevelConfig())
    },
    resolveId: id => (id === virtualId ? resolvedVirtualId : undefined),
    load(id) {
      if (id !== resolvedVirtualId) return undefined
      if (publicConfig) return inlineModule(publicConfig)
      if (target.projectToken === undefined) return fetchingModule()
      return inlineModule(toPublicConfig(target.projectToken, { kind: 'posthog', url: resolveApiHost(target.host) }))
    },
  }
}
