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
 * Does nothing outside of a browser, and nothing unless `process.env.NODE_ENV` says that this is no production build.
 */
export function flagOverrides({
  parameter = 'hogkit_flags',
  allowInProduction = false,
}: FlagOverridesOptions = {}): Plugin {
  return {
    name: 'flagOverrides',
    setup(client) {
      if (!globalThis.location || (!allowInProduction && isProduction())) return undefined
      return keep(client, parameter)
    },
  }
}

function keep(client: HogkitClient, parameter: string): () => void {
  const { flags } = client
  const name = `hogkit_${encodeURIComponent(client.projectToken)}_flag_overrides`
  const asked = new URLSearchParams(location.search).getAll(parameter)
  // One empty parameter ends everything; beside it, what is asked for counts alone.
  const kept = asked.includes('') ? {} : read(name)
  const forced = { ...kept, ...flags.overrides, ...parse(asked.join()) }
  if (Object.keys(forced).length) flags.override(forced)
  let written = kept
  const write = () => {
    if (flags.overrides === written) return
    written = flags.overrides
    save(name, written)
  }
  write()
  return client.on('flags', write)
}

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
