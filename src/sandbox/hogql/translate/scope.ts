import type { Alias, CTE, Located, WindowExpr } from '../../../hogql/ast.js'
import { errorAt } from '../../../hogql/errors.js'
import type { OutputColumn } from './translation.js'
import type { Typed } from './valueType.js'

/** Something a FROM clause reads: a table or a subquery. */
export interface Source {
  /** Name in the query, if it has one. */
  name: string | undefined
  /** Column names for `*`. */
  columnNames(): string[]
  /** The columns for `*` where more than one may have the same name. */
  everyColumn?(): { name: string; column: Typed }[]
  /** Every name that can be written, for suggestions. */
  knownNames(): string[]
  find(chain: readonly string[]): { column: Typed; taken: number } | undefined
  /** Where sessions are computed from events: which columns are times of the rows, and a way to say of which time they are needed. */
  bounded?(): TimeBounds | undefined
  /** Nobody can say which columns it has, because a fault in it was noted: it may have any. */
  open?: true
  /** SQL, once the whole query has been translated. */
  print(): string
}

/** Bounds in time that a table can make use of, as SQL of a moment. */
export interface TimeBounds {
  columns: readonly string[]
  after(moment: string): void
  before(moment: string): void
}

/** A table of WITH RECURSIVE as its own body sees it. */
export interface RecursiveTable {
  /** Its name in the SQL. */
  as: string
  columns: OutputColumn[]
}

/** The names that mean something at one place of a query: sources, aliases, lambda arguments, common table expressions. */
export class Scope {
  readonly sources: Source[] = []
  readonly aliases = new Map<string, Typed>()
  /** Aliases of the SELECT list that have not been translated yet. */
  readonly pending = new Map<string, Alias>()
  readonly lambdas: Map<string, Typed>[] = []
  readonly windows: Record<string, WindowExpr>
  readonly ctes: Map<string, { cte: CTE; scope: Scope }>
  /** Recursive tables whose body is being translated here. */
  readonly recursive: ReadonlyMap<string, RecursiveTable>
  /** Above zero inside the arguments of an aggregate. */
  aggregates = 0

  constructor(parent?: Scope, windows: Record<string, WindowExpr> = {}, recursive?: [string, RecursiveTable]) {
    this.ctes = new Map(parent ? parent.ctes : [])
    this.recursive = recursive ? new Map([...(parent?.recursive ?? []), recursive]) : (parent?.recursive ?? new Map())
    this.windows = windows
  }

  /** Makes a CTE visible here and in subqueries that are translated after it. Its own body sees what was there before. */
  define(cte: CTE): void {
    const before = new Scope(this)
    this.ctes.set(cte.name, { cte, scope: before })
  }

  cte(name: string): { cte: CTE; scope: Scope } | undefined {
    return this.ctes.get(name)
  }

  /** This scope without one CTE, for the body of that CTE. Everything else is shared. */
  hiding(name: string): Scope {
    const ctes = new Map(this.ctes)
    ctes.delete(name)
    return Object.create(this, { ctes: { value: ctes } }) as Scope
  }

  cteNames(): string[] {
    return [...this.ctes.keys()]
  }

  add(source: Source, at: Located): void {
    if (source.name !== undefined && this.sources.some(other => other.name === source.name)) {
      throw errorAt(
        at,
        'unknown_alias',
        `The table "${source.name}" is joined twice under one name. Give each its own: ${source.name} AS a.`,
      )
    }
    this.sources.push(source)
  }

  lambda(name: string): Typed | undefined {
    return this.lambdas.findLast(names => names.has(name))?.get(name)
  }
}
