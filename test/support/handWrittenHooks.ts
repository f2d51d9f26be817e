/** Hooks that are written by hand, by the rows they ask; the others say their row themselves (`hook.endpoint`). */
export const handWrittenHooks: Readonly<Record<string, readonly string[]>> = {
  'query.run': [
    'useHogQL',
    'useSuspenseHogQL',
    'useInfiniteHogQL',
    'useAsyncQuery',
    'useNamedQuery',
    'usePersonEvents',
  ],
  'query.status': ['useAsyncQuery'],
  'query.cancel': ['useAsyncQuery'],
}

/** Rows that only a server asks, and by what. */
export const askedOnServers: Readonly<Record<string, string>> = {
  'featureFlags.localEvaluation': 'createFlagEvaluator',
  'featureFlags.definitions': 'createFlagEvaluator',
}

/** The hooks of an import of `hogkit` that ask a row. */
export function hooksOf(hogkit: object, id: string): readonly string[] {
  const own = Object.entries(hogkit)
    .filter(([name, value]) => /^use[A-Z]/.test(name) && (value as { endpoint?: unknown }).endpoint === id)
    .map(([name]) => name)
  return handWrittenHooks[id] ?? own
}
