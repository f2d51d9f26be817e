import {
  isNode,
  isSelect,
  type ColumnsExpr,
  type CompareOp,
  type Expr,
  type JoinExpr,
  type Node,
  type OrderExpr,
  type Select,
  type SelectQuery,
  type WindowExpr,
} from './ast.js'

const ARITHMETIC: Record<string, string> = { '+': 'plus', '-': 'minus', '*': 'multiply', '/': 'divide', '%': 'modulo' }

const COMPARE: Record<CompareOp, string> = {
  '==': 'equals',
  '!=': 'notEquals',
  '>': 'greater',
  '>=': 'greaterOrEquals',
  '<': 'less',
  '<=': 'lessOrEquals',
  like: 'like',
  ilike: 'ilike',
  'not like': 'notLike',
  'not ilike': 'notILike',
  in: 'in',
  'global in': 'globalIn',
  'not in': 'notIn',
  'global not in': 'globalNotIn',
  'in cohort': 'inCohort',
  'not in cohort': 'notInCohort',
  '=~': 'match',
  '!~': 'not(match',
  '=~*': 'iMatch',
  '!~*': 'not(iMatch',
}

/**
 * The query as HogQL text in PostHog's canonical, function-style form: `a = 1` is `equals(a, 1)`. It names unnamed result
 * columns and fills the `hogql` field of an answer. Parsing it again gives a query of the same meaning.
 */
export function printHogQL(node: Node): string {
  if (isSelect(node)) return printSelect(node)
  return printExpr(node as Expr)
}

function printExpr(node: Expr): string {
  switch (node.node) {
    case 'Constant':
      return printConstant(node.value, node.value_type === 'number')
    case 'Field':
      return node.chain.map(part => (part === '*' ? '*' : printName(part))).join('.')
    case 'Placeholder':
      return `{${printExpr(node.expr)}}`
    case 'Alias':
      return `${printExpr(node.expr)} AS ${printName(node.alias)}`
    case 'And':
      return `and(${list(node.exprs)})`
    case 'Or':
      return `or(${list(node.exprs)})`
    case 'Not':
      return `not(${printExpr(node.expr)})`
    case 'ArithmeticOperation':
      return `${ARITHMETIC[node.op]}(${list([node.left, node.right])})`
    case 'CompareOperation':
      return printCompare(node.op, node.left, node.right)
    case 'BetweenExpr':
      return `${printExpr(node.expr)}${node.negated ? ' NOT' : ''} BETWEEN ${printExpr(node.low)} AND ${printExpr(node.high)}`
    case 'IsDistinctFrom':
      return `${printExpr(node.left)} IS${node.negated ? ' NOT' : ''} DISTINCT FROM ${printExpr(node.right)}`
    case 'Call':
      return printCall(node.name, node)
    case 'ExprCall':
      return `${printExpr(node.expr)}(${list(node.args)})`
    case 'Lambda':
      return `${node.args.length === 1 ? printName(node.args[0] ?? '') : `(${node.args.map(printName).join(', ')})`} -> ${printExpr(node.expr)}`
    case 'Array':
      return `[${list(node.exprs)}]`
    case 'Tuple':
      return `tuple(${list(node.exprs)})`
    case 'Dict':
      return `{${node.items.map(([key, value]) => `${printExpr(key)}: ${printExpr(value)}`).join(', ')}}`
    case 'ArrayAccess':
      return `${printExpr(node.array)}[${printExpr(node.property)}]`
    case 'ArraySlice':
      return `${printExpr(node.array)}[${node.start_expr ? printExpr(node.start_expr) : ''}:${node.end_expr ? printExpr(node.end_expr) : ''}]`
    case 'TupleAccess':
      return `${printExpr(node.tuple)}.${node.index}`
    case 'TypeCast':
      return `CAST(${printExpr(node.expr)} AS ${node.type_name})`
    case 'TryCast':
      return `TRY_CAST(${printExpr(node.expr)} AS ${node.type_name})`
    case 'ColumnsExpr':
      return printColumnsExpr(node)
    case 'WindowFunction':
      return printWindowFunction(node)
    case 'HogQLXTag':
      return printTag(node)
    case 'ValuesQuery':
      return `(VALUES ${node.rows.map(row => `(${list(row)})`).join(', ')})`
    case 'GroupingSet':
      return `(${list(node.exprs)})`
    case 'SelectQuery':
    case 'SelectSetQuery':
      return `(${printSelect(node)})`
    default:
      return printRare(node)
  }
}

function printColumnsExpr(node: ColumnsExpr): string {
  if (node.regex !== null && node.regex !== undefined) return `COLUMNS(${printConstant(node.regex, false)})`
  if (!node.all_columns) return `COLUMNS(${list(node.columns ?? [])})`
  const names = (node.exclude ?? []).map(name => name.split('.').map(printName).join('.'))
  const exclude = names.length > 0 ? ` EXCLUDE (${names.join(', ')})` : ''
  const replace = Object.entries(node.replace ?? {}).map(([name, expr]) => `${printExpr(expr)} AS ${printName(name)}`)
  // Only in brackets of its own is REPLACE read.
  return replace.length > 0 ? `COLUMNS(*${exclude} REPLACE (${replace.join(', ')}))` : `*${exclude}`
}

function printRare(
  node: Extract<Expr, { node: 'NamedArgument' | 'PositionalRef' | 'SpreadExpr' | 'PivotExpr' | 'UnpivotExpr' }>,
): string {
  switch (node.node) {
    case 'NamedArgument':
      return `${printName(node.name)} := ${printExpr(node.value)}`
    case 'PositionalRef':
      return `#${node.index}`
    case 'SpreadExpr':
      return `* ${printExpr(node.expr)}`
    case 'PivotExpr': {
      const columns = node.columns.map(({ column, values }) => `${printExpr(column)} IN (${list(values)})`).join(' ')
      const group = node.group_by ? ` GROUP BY ${list(node.group_by)}` : ''
      return `${printTable(node.table)} PIVOT (${list(node.aggregates)} FOR ${columns}${group})`
    }
    default: {
      const columns = node.columns.map(
        column =>
          `${printExpr(column.value_columns)} FOR ${printExpr(column.name_columns)} IN (${list(column.unpivot_values)})`,
      )
      return `${printTable(node.table)} UNPIVOT ${node.include_nulls ? 'INCLUDE NULLS ' : ''}(${columns.join(', ')})`
    }
  }
}

/** What PIVOT works on: joins stand in brackets. */
function printTable(table: Expr | JoinExpr): string {
  if (table.node !== 'JoinExpr') return printExpr(table)
  return table.next_join ? `(${printJoin(table)})` : printJoin(table)
}

function printTag(node: Extract<Expr, { node: 'HogQLXTag' }>): string {
  const children = node.attributes.find(attribute => attribute.name === 'children')
  const attributes = node.attributes.map(({ name, value }) =>
    name === 'children' ? '' : ` ${name}={${isNode(value) ? printHogQL(value) : ''}}`,
  )
  const inner = Array.isArray(children?.value) ? children.value : children ? [children.value] : []
  const open = `<${node.kind}${attributes.join('')}`
  if (inner.length === 0) return `${open} />`
  const printed = inner.map(child =>
    isNode(child) ? (child.node === 'HogQLXTag' ? printTag(child) : `{${printHogQL(child)}}`) : '',
  )
  return `${open}>${printed.join('')}</${node.kind}>`
}

function printCompare(op: CompareOp, left: Expr, right: Expr): string {
  const name = COMPARE[op]
  return `${name}(${list([left, right])})${name.startsWith('not(') ? ')' : ''}`
}

function printCall(name: string, node: Extract<Expr, { node: 'Call' }>): string {
  const params = node.params ? `(${list(node.params)})` : ''
  const order = node.order_by?.length ? ` ORDER BY ${printOrder(node.order_by)}` : ''
  const within = node.within_group?.length ? ` WITHIN GROUP (ORDER BY ${printOrder(node.within_group)})` : ''
  const filter = node.filter_expr ? ` FILTER (WHERE ${printExpr(node.filter_expr)})` : ''
  return `${printName(name)}${params}(${node.distinct ? 'DISTINCT ' : ''}${list(node.args)}${order})${within}${filter}`
}

function printWindowFunction(node: Extract<Expr, { node: 'WindowFunction' }>): string {
  const params = node.args?.length ? `(${list(node.args)})` : ''
  const over = node.over_expr ? `(${printWindow(node.over_expr)})` : printName(node.over_identifier ?? '')
  return `${printName(node.name)}${params}(${list(node.exprs ?? [])}) OVER ${over}`
}

function printWindow(node: WindowExpr): string {
  const parts: string[] = []
  if (node.partition_by?.length) parts.push(`PARTITION BY ${list(node.partition_by)}`)
  if (node.order_by?.length) parts.push(`ORDER BY ${printOrder(node.order_by)}`)
  if (node.frame_method && node.frame_start) {
    const start = printFrame(node.frame_start)
    parts.push(`${node.frame_method} ${node.frame_end ? `BETWEEN ${start} AND ${printFrame(node.frame_end)}` : start}`)
  }
  return parts.join(' ')
}

/** One bound of a window frame: `CURRENT ROW`, `UNBOUNDED PRECEDING`, `3 FOLLOWING`. */
export function printFrame(frame: { frame_type?: string | null; frame_value?: number | null }): string {
  if (frame.frame_type === 'CURRENT ROW') return 'CURRENT ROW'
  return `${frame.frame_value ?? 'UNBOUNDED'} ${frame.frame_type ?? 'PRECEDING'}`
}

function printOrder(order: OrderExpr[]): string {
  return order.map(item => `${printExpr(item.expr)} ${item.order}${printFill(item)}`).join(', ')
}

function printFill({ with_fill: fill }: OrderExpr): string {
  if (!fill) return ''
  const part = (word: string, expr: Expr | null | undefined): string => (expr ? ` ${word} ${printExpr(expr)}` : '')
  return ` WITH FILL${part('FROM', fill.from_value)}${part('TO', fill.to_value)}${part('STEP', fill.step_value)}`
}

function printSelect(node: Select): string {
  if (node.node === 'SelectQuery') return printSelectQuery(node)
  const rest = node.subsequent_select_queries.map(item => ` ${item.set_operator} ${branch(item.select_query)}`)
  const order = node.order_by?.length ? ` ORDER BY ${printOrder(node.order_by)}` : ''
  const limit = node.limit ? ` ${printLimit(node)}` : ''
  return `${branch(node.initial_select_query)}${rest.join('')}${order}${limit}${node.offset ? ` OFFSET ${printExpr(node.offset)}` : ''}`
}

function printLimit({ limit, limit_percent: percent, limit_with_ties: ties }: Select): string {
  return `LIMIT ${limit ? printExpr(limit) : ''}${percent ? '%' : ''}${ties ? ' WITH TIES' : ''}`
}

function branch(node: Select): string {
  return node.node === 'SelectSetQuery' || node.limit || node.order_by?.length
    ? `(${printSelect(node)})`
    : printSelect(node)
}

function printSelectQuery(node: SelectQuery): string {
  const ctes = Array.isArray(node.ctes) ? node.ctes : Object.values(node.ctes ?? {})
  const parts: (string | false | 0 | null | undefined)[] = [
    ctes.length > 0 &&
      `WITH ${ctes.some(cte => cte.recursive) ? 'RECURSIVE ' : ''}${ctes.map(cte => (cte.cte_type === 'column' ? `${printExpr(cte.expr)} AS ${printName(cte.name)}` : `${printName(cte.name)}${printColumns(cte.columns)} AS ${printExpr(cte.expr)}`)).join(', ')}`,
    `SELECT ${node.distinct ? 'DISTINCT ' : ''}${list(node.select)}`,
    node.select_from && `FROM ${printJoin(node.select_from)}`,
    node.array_join_op && `${node.array_join_op} ${list(node.array_join_list ?? [])}`,
    node.prewhere && `PREWHERE ${printExpr(node.prewhere)}`,
    node.where && `WHERE ${printExpr(node.where)}`,
    printGroupBy(node),
    node.having && `HAVING ${printExpr(node.having)}`,
    node.qualify && `QUALIFY ${printExpr(node.qualify)}`,
    node.window_exprs &&
      `WINDOW ${Object.entries(node.window_exprs)
        .map(([name, window]) => `${printName(name)} AS (${printWindow(window)})`)
        .join(', ')}`,
    node.order_by?.length && `ORDER BY ${printOrder(node.order_by)}`,
    node.limit_by &&
      `LIMIT ${printExpr(node.limit_by.n)}${node.limit_by.offset_value ? ` OFFSET ${printExpr(node.limit_by.offset_value)}` : ''} BY ${list(node.limit_by.exprs)}`,
    node.limit && printLimit(node),
    node.offset && `OFFSET ${printExpr(node.offset)}`,
  ]
  return parts.filter(Boolean).join(' ')
}

function printGroupBy(node: SelectQuery): string | false {
  if (node.group_by_mode === 'all') return 'GROUP BY ALL'
  if (!node.group_by?.length) return false
  const words: Record<string, string> = { rollup: 'ROLLUP', cube: 'CUBE', grouping_sets: 'GROUPING SETS' }
  const mode = words[node.group_by_mode ?? '']
  return `GROUP BY ${mode ? `${mode}(${list(node.group_by)})` : list(node.group_by)}`
}

function printJoin(join: JoinExpr): string {
  let text = ''
  for (let item: JoinExpr | null | undefined = join; item; item = item.next_join) {
    if (item.join_type) text += ` ${item.join_type} `
    text += item.table ? printExpr(item.table) : ''
    if (item.table_args) text += `(${list(item.table_args)})`
    if (item.alias) text += ` AS ${printName(item.alias)}${printColumns(item.column_aliases)}`
    if (item.table_final) text += ' FINAL'
    if (item.constraint) {
      const condition = printExpr(item.constraint.expr)
      text += item.constraint.constraint_type === 'USING' ? ` USING (${condition})` : ` ON ${condition}`
    }
  }
  return text
}

function printColumns(names: string[] | null | undefined): string {
  return names?.length ? `(${names.map(printName).join(', ')})` : ''
}

function printConstant(value: string | number | boolean | null, isNumber: boolean): string {
  if (typeof value !== 'string' || isNumber) return value === null ? 'NULL' : String(value)
  return `'${value.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t').replaceAll('\0', '\\0')}'`
}

function printName(name: string | number): string {
  const text = String(name)
  if (typeof name === 'number' || /^[A-Za-z_$][\w$]*$/.test(text)) return text
  return `\`${text.replaceAll('\\', '\\\\').replaceAll('`', '``')}\``
}

function list(exprs: Expr[]): string {
  return exprs.map(printExpr).join(', ')
}
