import {
  isSelect,
  type CTE,
  type Expr,
  type JoinExpr,
  type Located,
  type Node,
  type Select,
  type SelectQuery,
} from '../ast.js'
import { HogQLError } from '../errors.js'
import { DEFAULT_LIMIT, MAX_LIMIT } from '../limit.js'
import { didYouMean } from '../suggest.js'
import { transform, walk } from '../walk.js'
import { checkFields, type Source } from './columns.js'
import { qualify, readConditions } from './conditions.js'
import { checkFunctions } from './functions.js'
import { lazySteps } from './lazyJoins.js'
import { limitOuter } from './limits.js'
import {
  checkCorrelation,
  markQueries,
  namesOf,
  ownFields,
  ownNodes,
  tableNames,
  together,
  type Names,
} from './scope.js'
import { PolicyRefusal, type Policy, type PolicyResult } from './types.js'

/**
 * Holds a query against a policy: which tables, functions and columns it may use, how many rows it may give, and conditions that rows must meet. Gives
 * the query to run instead, with the conditions put into every scope that reads their table, or a refusal with its place. It trusts nothing of the query:
 *
 * - Conditions name their fields through the table (`events.properties.tenant`), and no alias, WITH or lambda may take a table's name, so none can stand in for a field.
 * - A table that could be read past a condition of the query (RIGHT and FULL JOIN, USING, ASOF) is read through a subquery with the condition.
 * - WITH queries get names of the policy's own, so none can be taken for a table where it is not visible.
 *
 * The functions allowed decide what errors can tell: one that can fail on a value (`throwIf`, `toInt` of any text) may be evaluated on rows
 * that a condition removes, so allow a tenant what cannot fail.
 *
 * ```ts
 * const result = enforce(parseSelect(text), {
 *   tables: ['events', 'persons'],
 *   functions: ['count', 'uniq', 'toDate'],
 *   maxLimit: 1000,
 *   where: { events: hogql`properties.tenant = ${tenant}`, persons: hogql`properties.tenant = ${tenant}` },
 * })
 * if (!result.allowed) throw result.refusal
 * printHogQL(result.query)
 * ```
 *
 * @throws HogQLError when the policy itself is wrong, as a condition that is no expression
 */
export function enforce(query: Select, policy: Policy): PolicyResult {
  const conditions = readConditions(policy)
  const run = new Enforcement(policy, conditions)
  try {
    return { allowed: true, query: limitOuter(run.whole(query), policy.maxLimit ?? MAX_LIMIT, DEFAULT_LIMIT) }
  } catch (error) {
    if (error instanceof PolicyRefusal) return { allowed: false, refusal: error }
    throw error
  }
}

// What joins only rows that meet a condition in ON or WHERE.
const PLAIN_JOIN = /^((ALL |ANY )?INNER |CROSS |ANY )?JOIN$|^LEFT (OUTER )?((ALL|ANY|SEMI|ANTI) )?JOIN$/

class Enforcement {
  #count = 0

  constructor(
    private readonly policy: Policy,
    private readonly conditions: ReadonlyMap<string, Expr>,
  ) {}

  whole(query: Select): Select {
    checkFunctions(query, this.policy)
    this.#checkNames(query)
    return this.#select(query, { ctes: new Map(), outer: [], nested: false })
  }

  /** No name of the query may be that of a table it filters or limits, or what a condition says of the table would be said of something else. */
  #checkNames(query: Select): void {
    const taken = new Set<string>()
    walk(query, node => {
      if (node.node !== 'JoinExpr' || node.table?.node !== 'Field') return
      const name = node.table.chain.join('.')
      if (!this.policy.tables.includes(name) && !this.conditions.has(name)) return
      taken.add(String(node.alias ?? node.table.chain.at(-1)).toLowerCase())
    })
    walk(query, node => {
      for (const name of namesOf(node)) {
        if (taken.has(name.toLowerCase()))
          throw new PolicyRefusal(
            'alias',
            `"${name}" is the name of a table here and cannot be an alias too. Choose another name.`,
            node,
          )
      }
    })
  }

  #select(query: Select, names: Names): Select {
    if (query.node === 'SelectSetQuery') {
      // The WITH of the first SELECT belongs to that SELECT alone.
      const initial = this.#select(query.initial_select_query, names)
      const rest = query.subsequent_select_queries.map(item => ({
        ...item,
        select_query: this.#select(item.select_query, names),
      }))
      return this.#inner(
        { ...query, initial_select_query: initial, subsequent_select_queries: rest },
        names,
        new Set([initial, ...rest.map(item => item.select_query)]),
      )
    }
    return this.#query(query, names)
  }

  #query(query: SelectQuery, outer: Names): SelectQuery {
    const { ctes, names } = this.#ctes(query, outer)
    const done = new Set<Node>()
    const sources: Source[] = []
    const filters: Expr[] = []
    const from = query.select_from ? this.#joins(query.select_from, query, names, sources, filters, done) : null
    for (const cte of ctes) markQueries(cte.expr, done)
    this.#checkScope(query, sources, outer)
    const inside: Names = {
      ctes: names.ctes,
      outer: [...outer.outer, ...sources.map(source => source.name)],
      nested: true,
    }
    const made: SelectQuery = this.#inner(
      { ...query, ctes: ctes.length > 0 ? ctes : (query.ctes ?? null), select_from: from },
      inside,
      done,
    )
    checkFields(query, sources, this.policy)
    if (filters.length === 0) return made
    return { ...made, where: together(filters, made.where) }
  }

  /** Subqueries among the expressions of a query; those in `done` have been dealt with. */
  #inner<TSelect extends Select>(query: TSelect, names: Names, done: ReadonlySet<Node>): TSelect {
    return transform(query, node => {
      if (done.has(node)) return node
      if (node !== query && isSelect(node)) return this.#select(node, names)
      return undefined
    })
  }

  #ctes(query: SelectQuery, outer: Names): { ctes: CTE[]; names: Names } {
    const known = new Map(outer.ctes)
    const given = Array.isArray(query.ctes) ? query.ctes : Object.values(query.ctes ?? {})
    const ctes = given.map(cte => {
      if (cte.cte_type === 'column' || !isSelect(cte.expr))
        return { ...cte, expr: this.#expr(cte.expr, { ...outer, ctes: new Map(known) }) }
      this.#count += 1
      const name = `cte_${this.#count}_${cte.name.replaceAll(/\W/g, '_')}`
      const visible = cte.recursive ? new Map([...known, [cte.name, name]]) : new Map(known)
      const expr = this.#select(cte.expr, { ...outer, ctes: visible })
      known.set(cte.name, name)
      return { ...cte, name, expr }
    })
    return { ctes, names: { ...outer, ctes: known } }
  }

  #expr(expr: Expr, names: Names): Expr {
    return transform(expr, node => (isSelect(node) ? this.#select(node, names) : undefined))
  }

  #joins(
    first: JoinExpr,
    query: SelectQuery,
    names: Names,
    sources: Source[],
    filters: Expr[],
    done: Set<Node>,
  ): JoinExpr {
    const chain: JoinExpr[] = []
    for (let join: JoinExpr | null | undefined = first; join; join = join.next_join) chain.push(join)
    const plain = chain.every((join, index) => index === 0 || PLAIN_JOIN.test(join.join_type ?? 'JOIN'))
    const made = chain.map((join, index) => {
      const table = this.#table(join, names, sources)
      const constraint = join.constraint
        ? { ...join.constraint, expr: this.#expr(join.constraint.expr, names) }
        : (join.constraint ?? null)
      const next: JoinExpr = {
        ...table,
        constraint,
        ...(join.table_args ? { table_args: join.table_args.map(arg => this.#expr(arg, names)) } : {}),
      }
      const source = sources.at(-1)
      const condition = source && this.#filterOf(source, query)
      if (!condition || !source) return next
      if (plain && index === 0) filters.push(condition)
      else if (plain && join.constraint?.constraint_type !== 'USING' && /^(?:LEFT|CROSS)/.test(join.join_type ?? '')) {
        if (!join.join_type?.startsWith('LEFT')) filters.push(condition)
        else
          next.constraint = {
            node: 'JoinConstraint',
            constraint_type: 'ON',
            expr: together([condition], next.constraint?.expr),
          }
      } else if (plain && join.constraint?.constraint_type === 'ON') filters.push(condition)
      else return this.#wrapped(next, source, query)
      return next
    })
    for (const join of made) markQueries({ ...join, next_join: null }, done)
    return made.reduceRight<JoinExpr | null>((next, join) => ({ ...join, next_join: next }), null) ?? first
  }

  /** The table of one join: known and allowed, or a query that is. */
  #table(join: JoinExpr, names: Names, sources: Source[]): JoinExpr {
    const { table } = join
    if (!table) throw new PolicyRefusal('table', 'The table is missing.', join)
    if (isSelect(table)) {
      sources.push({ name: join.alias ?? '', table: undefined })
      return { ...join, table: this.#select(table, names) }
    }
    if (table.node === 'ValuesQuery') {
      sources.push({ name: join.alias ?? '', table: undefined })
      return { ...join, table: this.#expr(table, names) }
    }
    if (table.node !== 'Field')
      throw new PolicyRefusal('table', 'Only named tables and subqueries can be read here.', table)
    const name = table.chain.join('.')
    const renamed = join.table_args ? undefined : names.ctes.get(name)
    if (renamed !== undefined) {
      sources.push({ name: join.alias ?? name, table: undefined })
      return { ...join, table: { ...table, chain: [renamed] }, alias: join.alias ?? name }
    }
    this.#checkTable(name, table)
    const own = join.alias ?? String(table.chain.at(-1))
    sources.push({ name: own, table: name })
    return table.chain.length > 1 && !join.alias && this.conditions.has(name) ? { ...join, alias: own } : join
  }

  #checkTable(name: string, at: Located): void {
    if (this.policy.tables.includes(name)) return
    throw new PolicyRefusal(
      'table',
      `The table ${name} may not be read here.${didYouMean(name, this.policy.tables)}`,
      at,
    )
  }

  /** What rows of a table, and of those it reaches lazily in this query, must meet. */
  #filterOf(source: Source, query: SelectQuery): Expr | undefined {
    if (source.table === undefined) return undefined
    const own = this.conditions.get(source.table)
    const found = own ? [qualify(own, [source.name])] : []
    const seen = new Set<string>()
    const tables = tableNames(query)
    for (const field of ownFields(query)) {
      const chain = String(field.chain[0]) === source.name ? field.chain.slice(1) : field.chain
      for (const step of lazySteps(source.table, chain, tables)) {
        this.#checkTable(step.table, field)
        const condition = this.conditions.get(step.table)
        const path = step.path.join('.')
        if (!condition || seen.has(path)) continue
        seen.add(path)
        found.push(qualify(condition, [source.name, ...step.path]))
      }
    }
    return found.length > 0 ? together(found) : undefined
  }

  /** The table as a subquery that has the condition; only its plain columns can be read. */
  #wrapped(join: JoinExpr, source: Source, query: SelectQuery): JoinExpr {
    const tables = tableNames(query)
    for (const field of ownFields(query)) {
      const chain = String(field.chain[0]) === source.name ? field.chain.slice(1) : field.chain
      if (source.table !== undefined && lazySteps(source.table, chain, tables).length > 0)
        throw new PolicyRefusal(
          'syntax',
          'Fields of other tables cannot be reached through a table of this kind of join. Join the other table itself, or use INNER or LEFT JOIN … ON.',
          field,
        )
    }
    const name = String(source.table)
    const inner = String(join.table?.node === 'Field' ? join.table.chain.at(-1) : name)
    const own = this.conditions.get(name)
    if (!own) return join
    const { sample = null, table_final: final = null } = join
    const select: SelectQuery = {
      node: 'SelectQuery',
      select: [{ node: 'Field', chain: ['*'] }],
      select_from: {
        node: 'JoinExpr',
        table: join.table,
        alias: name.includes('.') ? inner : null,
        sample,
        table_final: final,
      },
      where: qualify(own, [inner]),
    }
    return { ...join, table: select, alias: source.name, sample: null, table_final: null }
  }

  /** What cannot be judged from the tree alone is refused. */
  #checkScope(query: SelectQuery, sources: readonly Source[], names: Names): void {
    checkCorrelation(query, sources, names)
    for (const node of ownNodes(query)) {
      if (node.node === 'ExprCall')
        throw new PolicyRefusal('function', 'Only functions called by name may be used here.', node)
      if (node.node === 'PivotExpr' || node.node === 'UnpivotExpr')
        throw new PolicyRefusal('syntax', 'PIVOT and UNPIVOT may not be used here.', node)
      if (node.node === 'Placeholder' && node.expr.node === 'Field' && node.expr.chain[0] === 'filters')
        throw new PolicyRefusal(
          'placeholder',
          'Fill {filters} before the policy is applied: what it stands for would not be checked.',
          node,
        )
      if (node.node === 'Placeholder' && node.expr.node !== 'Field')
        throw new PolicyRefusal('placeholder', 'Only names can stand in a placeholder.', node)
    }
    const named = sources.filter(source => source.name !== '').map(source => source.name.toLowerCase())
    if (new Set(named).size < named.length)
      throw new PolicyRefusal('alias', 'Two tables have the same name. Give one an alias.', query.select_from)
  }
}

/** Says whether an error is a refusal of a policy. */
export function isPolicyRefusal(error: unknown): error is PolicyRefusal {
  return error instanceof HogQLError && error.code === 'not_allowed'
}
