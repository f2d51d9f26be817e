import { configPath, type PublicConfig } from './mount.js'

/** What the page imports. */
export const virtualId = 'virtual:hogkit'
/** Vite's form for a module without a file: other plugins leave it alone. */
export const resolvedVirtualId = `\0${virtualId}`

const names = ['projectToken', 'host', 'apiBase', 'connection'] as const

/** The module's code with its values in it. JSON is JavaScript, apart from what would end a `<script>`. */
export function inlineModule(config: PublicConfig): string {
  const lines = names.map(name => `export const ${name} = ${JSON.stringify(config[name]).replaceAll('<', '\\u003c')}`)
  return `${lines.join('\n')}\n`
}

/** The module of a build that was made without a project token: it asks the server it is opened from, which is `vite preview`. */
export function fetchingModule(): string {
  return `const answer = await fetch(${JSON.stringify(configPath)}).catch(() => undefined)
const config = answer?.headers.get('content-type')?.includes('json') ? await answer.json() : undefined
if (!config) throw new Error('hogkit: this page was built without a PostHog project, and no "vite preview" answers for it. Set POSTHOG_PROJECT_API_KEY (phc_…, public) when building.')
export const { ${names.join(', ')} } = config
`
}
