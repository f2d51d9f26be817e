import type { FlagOverride, HogkitClient, Plugin } from '../types.js'

/** Options of {@link flagOverrides}. */
export interface FlagOverridesOptions {
  /** Name of the URL parameter. Default `hogkit_flags`. */
  readonly parameter?: string
  /** Also in production builds, where any visitor can then switch features on. Default `false`. */
  readonly allowInProduction?: boolean
}

type Overrides = Readonly<Record<string, FlagOverride>>

/**
 * Lets whoever develops or tests the app force flags by the page's address: `?hogkit_flags=checkout:one-page,new-nav:true,beta:false`.
 * A key alone means `true`; an empty parameter ends what was forced. What is forced, by the address or by
 * `client.flags.override()`, is kept for this tab, over reloads and links, until overridden with `null`.
 *
 * ```ts
 * createClient({ projectToken: 'phc_…', plugins: [flagOverrides()] })
 * ```
 *
 * The first render has them, also with a provider that makes the client. A page that a server rendered hydrates as it was sent, and
 * has them in the very next render, before the browser paints: a server does not know what its visitor forces.
 *
 * Does nothing outside of a browser, and nothing unless `process.env.NODE_ENV` says that this is no production build.
 */
export function flagOverrides({
  parameter = 'hogkit_flags',
  allowInProduction = false,
}: FlagOverridesOptions = {}): Plugin {
  const isOn = () => globalThis.location && (allowInProduction || !isProduction())
  return {
    name: 'flagOverrides',
    // Only reads, so that a client made while rendering shows them in its first render.
    prepare(client) {
      if (isOn()) force(client, parameter)
    },
    setup: client => (isOn() ? keep(client) : undefined),
  }
}

function force({ flags, projectToken }: HogkitClient, parameter: string): void {
  const asked = new URLSearchParams(location.search).getAll(parameter)
  // One empty parameter ends everything; beside it, what is asked for counts alone.
  const kept = asked.includes('') ? {} : read(nameFor(projectToken))
  const forced = { ...kept, ...parse(asked.join()) }
  if (Object.keys(forced).length) flags.override(forced)
}

/** What is forced stays for the tab, from now on. */
function keep(client: HogkitClient): () => void {
  const { flags } = client
  const name = nameFor(client.projectToken)
  let written: Overrides | undefined
  const write = () => {
    if (flags.overrides === written) return
    written = flags.overrides
    save(name, written)
  }
  write()
  return client.on('flags', write)
}

const nameFor = (projectToken: string): string => `hogkit_${encodeURIComponent(projectToken)}_flag_overrides`

/** `a:variant,b:true,c:false,d`; a colon belongs to a key no more than a comma does. */
function parse(text: string): Overrides {
  const pairs = text.split(',').flatMap(part => {
    const [key = '', value = 'true'] = part.split(':').map(word => word.trim())
    return key ? [[key, value === 'true' || (value !== 'false' && value)] as const] : []
  })
  return Object.fromEntries(pairs)
}

/** A tab without storage forgets with its page. */
function read(name: string): Overrides {
  try {
    const kept = JSON.parse(sessionStorage.getItem(name) ?? '{}') as unknown
    return typeof kept === 'object' && kept && !Array.isArray(kept) ? (kept as Overrides) : {}
  } catch {
    return {}
  }
}

function save(name: string, overrides: Overrides): void {
  try {
    if (Object.keys(overrides).length) sessionStorage.setItem(name, JSON.stringify(overrides))
    else sessionStorage.removeItem(name)
  } catch {}
}

/** A page that does not know counts as production: forcing flags is for those who mean it. */
function isProduction(): boolean {
  try {
    // Bundlers replace exactly this expression; a browser without one throws here.
    return (process.env.NODE_ENV || 'production') === 'production'
  } catch {
    return true
  }
}
