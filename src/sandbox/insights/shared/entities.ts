import type { Expr } from '../../../hogql/ast.js'
import { and, as, col, compare, eq, fn, lit, or, select } from './build.js'
import type { InsightContext } from './context.js'
import { readProperties } from './filters.js'
import type { Reader } from './read.js'

/** What a series counts: an event, an action, or several of them. */
export interface Entity {
  readonly type: 'events' | 'actions'
  /** The event's name or the action's id; `null` for all events. */
  readonly id: string | number | null
  /** As PostHog labels it. */
  readonly label: string
  readonly customName: string | undefined
  /** Which events these are, without the entity's own filters. `undefined`: all. */
  readonly matches: Expr | undefined
  /** The entity's own filters. */
  readonly filters: Expr | undefined
}

/** An entity's events, its own filters included. */
export const entityCondition = (entity: Entity): Expr => and(entity.matches, entity.filters)

/** Only the first event of each person (or other actor), ever, among those that `among` is true of. */
export function firstTime(entity: Entity, among: Expr | undefined, actor: Expr = col('person_id')): Entity {
  const firsts = select({
    select: [as('first_event', fn('argMin', col('uuid'), col('timestamp')))],
    from: 'events',
    where: among,
    groupBy: [actor],
  })
  return { ...entity, filters: and(entity.filters, compare('in', col('uuid'), firsts)) }
}

/** Reads an `EventsNode`, `ActionsNode` or `GroupNode`. */
export async function readEntity(reader: Reader, context: InsightContext): Promise<Entity> {
  const kind = reader.choice('kind', ['EventsNode', 'ActionsNode', 'GroupNode'])
  if (kind === 'GroupNode') return readGroupNode(reader, context)
  const filters = and(readProperties(reader, 'fixedProperties', context), readProperties(reader, 'properties', context))
  const own = filters.node === 'Constant' ? undefined : filters
  if (kind === 'ActionsNode') return { ...(await readAction(reader, reader.integer('id'), context)), filters: own }
  return { ...eventEntity(reader.text('event')), customName: reader.text('custom_name'), filters: own }
}

/** An entity as retention writes it: `{id, type, name}`. */
export async function readRetentionEntity(reader: Reader, context: InsightContext): Promise<Entity> {
  const type = reader.choice('type', ['events', 'actions', 'data_warehouse'])
  if (type === 'data_warehouse') {
    throw reader.notComputed('type', 'the sandbox has no data warehouse.')
  }
  const filters = readProperties(reader, 'properties', context)
  if (type === 'actions') {
    return { ...(await readAction(reader, Number(reader.raw('id')), context)), filters }
  }
  const id = reader.text('id')
  return { ...eventEntity(id), customName: reader.text('custom_name'), filters }
}

/** The events of a name; of all names without one. */
export function eventEntity(event: string | undefined): Entity {
  return {
    type: 'events',
    id: event ?? null,
    label: event ?? 'All events',
    customName: undefined,
    matches: event === undefined ? undefined : eq(col('event'), lit(event)),
    filters: undefined,
  }
}

/** The events of a stored action. */
export async function readAction(reader: Reader, id: number | undefined, context: InsightContext): Promise<Entity> {
  if (id === undefined || !Number.isSafeInteger(id)) throw reader.error('id', 'An action needs its id.')
  const name = await context.actionName(id)
  if (name === undefined) throw reader.error('id', `There is no action ${id} in this project.`)
  return {
    type: 'actions',
    id,
    label: name,
    customName: reader.text('custom_name'),
    matches: fn('matchesAction', lit(id)),
    filters: undefined,
  }
}

const maxNodes = 50

async function readGroupNode(reader: Reader, context: InsightContext): Promise<Entity> {
  const nodes = reader.objects('nodes', maxNodes)
  if (nodes.length === 0) throw reader.error('nodes', 'A group needs an event or an action.')
  if (reader.choice('operator', ['AND', 'OR']) === 'AND') {
    throw reader.error(
      'operator',
      'An event is one event: a group matches any of its nodes, so the operator must be OR.',
    )
  }
  const entities = await Promise.all(nodes.map(node => readEntity(node, context)))
  return {
    type: 'events',
    id: null,
    label: reader.text('name') ?? entities.map(entity => entity.label).join(', '),
    customName: reader.text('custom_name'),
    matches: or(...entities.map(entityCondition)),
    filters: readProperties(reader, 'properties', context),
  }
}

/** Who is counted: persons, or the groups of one type. */
export function actorOf(groupTypeIndex: number | undefined): Expr {
  return groupTypeIndex === undefined ? col('person_id') : col(`$group_${groupTypeIndex}`)
}

/** Events of nobody are not counted per group. */
export function hasActor(groupTypeIndex: number | undefined): Expr | undefined {
  return groupTypeIndex === undefined
    ? undefined
    : { node: 'CompareOperation', op: '!=', left: actorOf(groupTypeIndex), right: lit('') }
}
