import type { TableSettings } from './settings.js'
import type { TimeBounds } from '../translate/scope.js'
import { is, quote, type JsonAccess, type PropertyOwner, type Typed, type ValueType } from '../translate/valueType.js'

/** A column that a table offers to queries. */
export interface ColumnSpec {
  /** SQL inside the relation's own subquery, where stored tables go by their plain names. May ask for a join. */
  sql: string | ((relation: Relation) => string)
  type: ValueType
  /** The stored column behind a time in the project's zone. */
  stored?: string
  /** Set on JSON text with properties. */
  owner?: PropertyOwner
  /** Not part of `*`. */
  hidden?: true
  materialized?: (property: string) => string | undefined
}

/** A table of HogQL over stored tables. Dotted column names (`person.properties`) are its lazy joins. */
export interface TableSpec {
  name: string
  columns: Record<string, ColumnSpec>
  /** `hogkit.events AS events`, with a place for SAMPLE. */
  from?: (sample: string) => string
  /** In place of `from`: another table to read and join from. */
  base?: TableSpec
  where: string
  groupBy?: string
  having?: string
  /** SAMPLE is possible. */
  sampled?: true
  /** Columns with the time of a row. A query that bounds them bounds what is computed from events in time: this table, or the one joined under a name. */
  times?: { columns: readonly string[]; join?: string }
  /** The stored time that its rows are computed from. */
  computedFrom?: string
}

/**
 * A table in a FROM clause while a query is being translated. It collects the columns and joins that the query asks for and prints
 * itself last, as a subquery of just those, with the team's filter always in it.
 */
export class Relation {
  readonly spec: TableSpec
  readonly alias: string
  readonly settings: TableSettings
  sample = ''
  readonly #needed = new Map<string, string>()
  #base: Relation | undefined
  readonly #bounds = new Set<string>()
  readonly #joins = new Map<string, { relation: Relation; on: string }>()

  constructor(spec: TableSpec, alias: string, settings: TableSettings) {
    this.spec = spec
    this.alias = alias
    this.settings = settings
  }

  /** Names in the order of `*`. */
  columnNames(): string[] {
    return Object.entries(this.spec.columns).flatMap(([name, column]) => (column.hidden ? [] : [name]))
  }

  /** Names that a query may write, dotted ones included. */
  knownNames(): string[] {
    return Object.keys(this.spec.columns)
  }

  /** The column for the longest beginning of `chain` that names one, and how many parts of the chain it took. */
  find(chain: readonly string[]): { column: Typed; taken: number } | undefined {
    for (let taken = Math.min(3, chain.length); taken > 0; taken -= 1) {
      const name = chain.slice(0, taken).join('.')
      if (Object.hasOwn(this.spec.columns, name)) return { column: this.column(name), taken }
    }
    return undefined
  }

  /** A column as the query outside sees it. */
  column(name: string): Typed {
    const spec = this.spec.columns[name]
    if (!spec) throw new TypeError(`The table ${this.spec.name} has no column ${name}.`)
    const read = (): string => this.need(name, spec.sql)
    if (spec.type.kind !== 'json') return { sql: read(), type: spec.type, ...this.#moment(name, spec) }
    const { owner } = spec
    const materialized = (property: string): string | undefined => {
      const column = spec.materialized?.(property)
      return column && this.need(column, `${this.spec.name}.${column}`)
    }
    const json: JsonAccess = { column: read, path: [], owner, materialized }
    // Read when somebody looks: a property with a column of its own needs no JSON.
    return {
      get sql() {
        return read()
      },
      type: is('string'),
      json,
    }
  }

  #moment(name: string, { stored }: ColumnSpec): Pick<Typed, 'moment'> {
    return stored === undefined ? {} : { moment: () => this.need(`${name} as stored`, stored) }
  }

  /** Asks for a column of the subquery and gives its name outside. */
  need(name: string, sql: ColumnSpec['sql']): string {
    if (!this.#needed.has(name)) this.#needed.set(name, typeof sql === 'string' ? sql : sql(this))
    return `${this.alias}.${quote(name)}`
  }

  /** The table this one reads from, when it reads from another table of HogQL. */
  base(): Relation {
    if (!this.spec.base) throw new TypeError(`The table ${this.spec.name} reads from no other table.`)
    this.#base ??= new Relation(this.spec.base, this.spec.base.name, this.settings)
    return this.#base
  }

  /** A lazily joined table inside the subquery, made on first use. */
  join(alias: string, spec: () => TableSpec, on: (joined: Relation) => string): Relation {
    const known = this.#joins.get(alias)
    if (known) return known.relation
    const relation = new Relation(spec(), alias, this.settings)
    // Its condition may ask for joins of its own, which must come before it.
    const condition = on(relation)
    this.#joins.set(alias, { relation, on: condition })
    return relation
  }

  /** What can be said of the time that rows are needed of; undefined when nothing is computed from rows in time. */
  timeBounds(): TimeBounds | undefined {
    const { times } = this.spec
    const target = times?.join === undefined ? this : this.#joins.get(times.join)?.relation
    const column = target?.spec.computedFrom
    if (!times || !target || column === undefined) return undefined
    const bound = (operator: string) => (moment: string) => void target.#bounds.add(`${column} ${operator} ${moment}`)
    return { columns: times.columns, after: bound('>='), before: bound('<=') }
  }

  /** `(SELECT …) AS alias`. Call when the whole query has been translated. */
  print(): string {
    return `(${this.#select()}) AS ${this.alias}`
  }

  #select(): string {
    const { spec } = this
    const columns = [...this.#needed].map(([name, sql]) => `${sql} AS ${quote(name)}`)
    const joins = [...this.#joins.values()].map(({ relation, on }) => ` LEFT JOIN ${relation.print()} ON ${on}`)
    const group = spec.groupBy ? ` GROUP BY ${spec.groupBy}` : ''
    const having = spec.having ? ` HAVING ${spec.having}` : ''
    return `SELECT ${columns.join(', ') || '1'} FROM ${spec.from ? spec.from(this.sample) : this.base().print()}${joins.join('')} WHERE ${[spec.where, ...this.#bounds].join(' AND ')}${group}${having}`
  }
}
