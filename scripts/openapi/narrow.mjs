/**
 * Queries with types of their own. The document knows some eighty, most of them of PostHog's own pages; they can be sent all the same,
 * as `{ kind: string }`.
 */
const queryKinds = new Set([
  'ActionsNode',
  'ActorsQuery',
  'DashboardFilter',
  'DataTableNode',
  'DataVisualizationNode',
  'DataWarehouseNode',
  'EventsNode',
  'EventsQuery',
  'ExperimentQuery',
  'FunnelsQuery',
  'FunnelExclusionActionsNode',
  'FunnelExclusionEventsNode',
  'GroupsQuery',
  'HogQLMetadata',
  'HogQLQuery',
  'InsightActorsQuery',
  'InsightVizNode',
  'LifecycleQuery',
  'PathsQuery',
  'PersonsNode',
  'RecordingsQuery',
  'RetentionQuery',
  'SessionsQuery',
  'StickinessQuery',
  'TrendsQuery',
])

const nameOf = value => value.$ref?.split('/').pop()

function kindsOf(schema) {
  const kind = schema?.properties?.kind
  return kind?.const === undefined ? undefined : kind.const
}

function dropForeignKinds(value, schemas) {
  if (typeof value !== 'object' || value === null) return
  for (const union of ['anyOf', 'oneOf']) {
    if (!Array.isArray(value[union])) continue
    const kept = value[union].filter(part => {
      const kind = kindsOf(schemas[nameOf(part)])
      return kind === undefined || queryKinds.has(kind)
    })
    if (kept.length > 0) value[union] = kept
  }
  for (const item of Object.values(value)) dropForeignKinds(item, schemas)
}

/** A query in the document also describes its whole answer, by which it drags in hundreds of shapes. */
function dropResponsesOfQueries(schemas) {
  for (const schema of Object.values(schemas)) if (kindsOf(schema)) delete schema.properties.response
}

function reach(value, schemas, reached) {
  if (typeof value !== 'object' || value === null) return
  const name = nameOf(value)
  if (name !== undefined && !reached.has(name)) {
    reached.add(name)
    reach(schemas[name], schemas, reached)
  }
  for (const item of Object.values(value)) reach(item, schemas, reached)
}

/** Only the operations of the endpoint table, and the schemas they reach. */
export function narrow(document, rows) {
  const { schemas } = document.components
  const paths = {}
  for (const { method, path } of rows) {
    const name = path.replace(/:(\w+)/g, '{$1}')
    const operation = document.paths[name]?.[method.toLowerCase()]
    if (!operation) throw new Error(`The document has no ${method} ${name}. Add it in corrections.mjs.`)
    const { parameters } = document.paths[name]
    paths[name] = { ...paths[name], ...(parameters && { parameters }), [method.toLowerCase()]: operation }
  }
  dropResponsesOfQueries(schemas)
  dropForeignKinds(schemas, schemas)
  const reached = new Set(['Error'])
  reach(paths, schemas, reached)
  return {
    ...document,
    paths,
    components: {
      ...document.components,
      schemas: Object.fromEntries(Object.entries(schemas).filter(([name]) => reached.has(name))),
    },
  }
}
