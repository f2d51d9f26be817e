import {
  isSelect,
  type Call,
  type ColumnsExpr,
  type CTE,
  type Expr,
  type JoinExpr,
  type OrderExpr,
  type Select,
  type SelectQuery,
  type SelectSetQuery,
  type WindowExpr,
} from './ast.js'
import { HogQLError } from './errors.js'
import { firstComment } from './comments.js'
import { formatCallName, formatName, formatNumber, formatString } from './formatNames.js'
import { formatOperator, isNumber } from './formatOperators.js'
import { formatTag } from './formatTags.js'
import { INTERVALS } from './parser/keywords.js'
import { LEVEL } from './parser/levels.js'
import { parseSelect } from './parser/parse.js'
import { printFrame } from './print.js'

const WIDTH = 80
const UNITS = new Map([...INTERVALS].map(([unit, name]) => [name, unit]))

/**
 * A query as people write it: keywords in capitals, operators between their values, a clause a line, two spaces for what is inside. Short queries stay on
 * one line. Formatting a formatted query changes nothing, and the meaning is never changed.
 *
 * @throws HogQLError when the text cannot be parsed, or `unsupported` when it has comments, which would be lost
 */
export function formatHogQL(query: string | Select): string {
  if (typeof query !== 'string') return formatSelect(query, '')
  const select = parseSelect(query)
  const comment = firstComment(query)
  if (comment !== undefined)
    throw new HogQLError('unsupported', 'A query with comments cannot be formatted: they would be lost.', {
      start: comment,
      end: comment + 2,
      text: query,
    })
  return formatSelect(select, '')
}

// Parts of a clause are joined in one line when they fit, else one a line.
function items(parts: readonly string[], indent: string, before = 0): string {
  const line = parts.join(', ')
  if (!line.includes('\n') && indent.length + before + line.length <= WIDTH) return line
  return `\n${parts.map(part => `${indent}  ${part}`).join(',\n')}`
}

function formatSelect(node: Select, indent: string): string {
  const line = node.node === 'SelectQuery' ? queryClauses(node, indent).join(' ') : undefined
  if (line !== undefined && !line.includes('\n') && indent.length + line.length <= WIDTH - 20) return line
  return node.node === 'SelectQuery' ? queryClauses(node, indent).join(`\n${indent}`) : formatSet(node, indent)
}

function formatSet(node: SelectSetQuery, indent: string): string {
  const outer = node.order_by?.length || node.limit || node.offset
  const branch = (select: Select): string =>
    outer ||
    select.node === 'SelectSetQuery' ||
    select.limit ||
    select.offset ||
    select.order_by?.length ||
    (select.node === 'SelectQuery' && select.limit_by)
      ? inBrackets(select, indent)
      : formatSelect(select, indent)
  const lines = [branch(node.initial_select_query)]
  for (const item of node.subsequent_select_queries) lines.push(item.set_operator, branch(item.select_query))
  if (node.order_by?.length) lines.push(`ORDER BY ${orders(node.order_by, indent)}`)
  lines.push(...limits(node, indent))
  return lines.join(`\n${indent}`)
}

function inBrackets(select: Select, indent: string): string {
  const text = formatSelect(select, `${indent}  `)
  return text.includes('\n') ? `(\n${indent}  ${text}\n${indent})` : `(${text})`
}

function queryClauses(node: SelectQuery, indent: string): string[] {
  const inner = (expr: Expr): string => condition(expr, indent)
  const list = (exprs: readonly Expr[], word: string): string =>
    items(
      exprs.map(expr => format(expr, 0, `${indent}  `)),
      indent,
      word.length + 1,
    )
  const lines: string[] = []
  const clause = (word: string, text: string): void =>
    void lines.push(text.startsWith('\n') ? word + text : `${word} ${text}`)
  const ctes = Array.isArray(node.ctes) ? node.ctes : Object.values(node.ctes ?? {})
  if (ctes.length > 0)
    clause(
      ctes.some(cte => cte.recursive) ? 'WITH RECURSIVE' : 'WITH',
      items(
        ctes.map(cte => formatCte(cte, `${indent}  `)),
        indent,
        5,
      ),
    )
  clause(node.distinct ? 'SELECT DISTINCT' : 'SELECT', list(node.select, 'SELECT DISTINCT'))
  if (node.select_from) clause('FROM', formatJoins(node.select_from, indent))
  if (node.array_join_op) clause(node.array_join_op, list(node.array_join_list ?? [], node.array_join_op))
  if (node.prewhere) clause('PREWHERE', inner(node.prewhere))
  if (node.where) clause('WHERE', inner(node.where))
  if (node.group_by_mode === 'all') lines.push('GROUP BY ALL')
  else if (node.group_by) clause('GROUP BY', groups(node, list(node.group_by, 'GROUP BY')))
  if (node.having) clause('HAVING', inner(node.having))
  if (node.qualify) clause('QUALIFY', inner(node.qualify))
  const windows = Object.entries(node.window_exprs ?? {})
  if (windows.length > 0)
    clause(
      'WINDOW',
      windows.map(([name, window]) => `${formatName(name)} AS (${formatWindow(window, indent)})`).join(', '),
    )
  if (node.order_by?.length) clause('ORDER BY', orders(node.order_by, indent) + interpolated(node, indent))
  if (node.limit_by) {
    const { n, offset_value: offset, exprs } = node.limit_by
    const skip = offset ? ` OFFSET ${format(offset, LEVEL.ternary, indent)}` : ''
    lines.push(
      `LIMIT ${format(n, LEVEL.ternary, indent)}${skip} BY ${exprs.map(expr => format(expr, 0, indent)).join(', ')}`,
    )
  }
  lines.push(...limits(node, indent))
  return lines
}

function groups(node: SelectQuery, list: string): string {
  const words: Record<string, string> = { rollup: 'ROLLUP', cube: 'CUBE', grouping_sets: 'GROUPING SETS' }
  const word = words[node.group_by_mode ?? '']
  return word === undefined ? list : `${word} (${list.trim()})`
}

/** AND and OR that do not fit into a line take one a condition. */
function condition(expr: Expr, indent: string): string {
  const text = format(expr, 0, `${indent}  `)
  if (text.length + indent.length <= WIDTH || (expr.node !== 'And' && expr.node !== 'Or')) return text
  const level = expr.node === 'And' ? LEVEL.and : LEVEL.or
  const word = expr.node === 'And' ? 'AND' : 'OR'
  return expr.exprs.map(item => format(item, level + 1, `${indent}  `)).join(`\n${indent}  ${word} `)
}

function interpolated(node: SelectQuery, indent: string): string {
  if (!node.interpolate) return ''
  const list = node.interpolate.map(item => `${format(item.expr, 1, indent)} AS ${format(item.value, 1, indent)}`)
  return ` INTERPOLATE${list.length > 0 ? ` (${list.join(', ')})` : ''}`
}

function limits(node: Select, indent: string): string[] {
  const lines: string[] = []
  if (node.limit)
    lines.push(
      `LIMIT ${format(node.limit, LEVEL.ternary, indent)}${node.limit_percent ? '%' : ''}${node.limit_with_ties ? ' WITH TIES' : ''}`,
    )
  if (node.offset) lines.push(`OFFSET ${format(node.offset, 1, indent)}`)
  return lines
}

function orders(list: readonly OrderExpr[], indent: string): string {
  return list
    .map(item => {
      const { with_fill: fill } = item
      const part = (word: string, expr: Expr | null | undefined): string =>
        expr ? ` ${word} ${format(expr, 1, indent)}` : ''
      const filled = fill
        ? ` WITH FILL${part('FROM', fill.from_value)}${part('TO', fill.to_value)}${part('STEP', fill.step_value)}`
        : ''
      return `${format(item.expr, 0, indent)}${item.order === 'DESC' ? ' DESC' : ''}${filled}`
    })
    .join(', ')
}

function formatCte(cte: CTE, indent: string): string {
  if (cte.cte_type === 'column') return `${format(cte.expr, 1, indent)} AS ${formatName(cte.name)}`
  const columns = cte.columns?.length ? `(${cte.columns.map(name => formatName(name)).join(', ')})` : ''
  const key = cte.using_key?.length ? ` USING KEY (${cte.using_key.map(name => formatName(name)).join(', ')})` : ''
  const materialized =
    cte.materialized === true ? 'MATERIALIZED ' : cte.materialized === false ? 'NOT MATERIALIZED ' : ''
  return `${formatName(cte.name)}${columns}${key} AS ${materialized}${isSelect(cte.expr) ? inBrackets(cte.expr, indent) : format(cte.expr, 0, indent)}`
}

function formatJoins(first: JoinExpr, indent: string): string {
  let text = ''
  for (let join: JoinExpr | null | undefined = first; join; join = join.next_join) {
    if (join !== first) text += `\n${indent}${join.join_type ?? 'JOIN'} `
    text += formatTable(join, indent)
    const { constraint } = join
    if (constraint?.constraint_type === 'USING')
      text += ` USING (${(constraint.expr.node === 'Tuple' ? constraint.expr.exprs : [constraint.expr]).map(expr => format(expr, 0, indent)).join(', ')})`
    else if (constraint) text += ` ON ${format(constraint.expr, 0, `${indent}  `)}`
  }
  return text
}

function formatTable(join: JoinExpr, indent: string): string {
  const { table } = join
  let text =
    table?.node === 'Field'
      ? table.chain.map(part => formatName(String(part))).join('.')
      : table
        ? format(table, 20, indent)
        : ''
  if (join.table_args) text += `(${join.table_args.map(arg => format(arg, 0, indent)).join(', ')})`
  if (join.alias) text += ` AS ${formatName(join.alias)}`
  if (join.column_aliases?.length) text += `(${join.column_aliases.map(name => formatName(name)).join(', ')})`
  if (join.table_final) text += ' FINAL'
  if (join.sample) {
    const ratio = (value: { left: Expr; right?: Expr | null }): string =>
      `${format(value.left, 0, '')}${value.right ? `/${format(value.right, 0, '')}` : ''}`
    text += ` SAMPLE ${ratio(join.sample.sample_value)}${join.sample.offset_value ? ` OFFSET ${ratio(join.sample.offset_value)}` : ''}`
  }
  return text
}

function formatWindow(window: WindowExpr, indent: string): string {
  const parts: string[] = []
  if (window.partition_by?.length)
    parts.push(`PARTITION BY ${window.partition_by.map(expr => format(expr, 0, indent)).join(', ')}`)
  if (window.order_by?.length) parts.push(`ORDER BY ${orders(window.order_by, indent)}`)
  if (window.frame_method && window.frame_start) {
    const start = printFrame(window.frame_start)
    parts.push(
      `${window.frame_method} ${window.frame_end ? `BETWEEN ${start} AND ${printFrame(window.frame_end)}` : start}`,
    )
  }
  return parts.join(' ')
}

/** An expression that stands where operators of `level` and tighter may stand; looser ones get brackets. */
function format(node: Expr, level: number, indent: string): string {
  const [text, own] = formatOperator(node, (expr, inner) => format(expr, inner, indent)) ?? [
    formatPrimary(node, indent),
    20,
  ]
  return own < level ? `(${text})` : text
}

function formatPrimary(node: Expr, indent: string): string {
  const all = (exprs: readonly Expr[]): string => exprs.map(expr => format(expr, 0, indent)).join(', ')
  // A number before a dot would take it for its point.
  const base = (expr: Expr): string => (isNumber(expr) ? `(${format(expr, 0, indent)})` : format(expr, 20, indent))
  switch (node.node) {
    case 'Constant':
      return typeof node.value === 'string' && node.value_type !== 'number'
        ? formatString(node.value)
        : node.value === null
          ? 'NULL'
          : formatNumber(node.value)
    case 'Field':
      return node.chain.map((part, index) => (part === '*' ? '*' : formatName(String(part), index > 0))).join('.')
    case 'Placeholder':
      return `{${format(node.expr, 0, indent)}}`
    case 'Call':
      return formatCall(node, indent)
    case 'ExprCall':
      return `(${format(node.expr, 0, indent)})(${all(node.args)})`
    case 'WindowFunction': {
      const over = node.over_expr ? `(${formatWindow(node.over_expr, indent)})` : formatName(node.over_identifier ?? '')
      return `${formatCallName(node.name)}(${all(node.exprs ?? [])})${node.args?.length ? `(${all(node.args)})` : ''} OVER ${over}`
    }
    case 'Array':
      return `[${all(node.exprs)}]`
    case 'Tuple':
      return node.exprs.length === 0 ? 'tuple()' : `(${all(node.exprs)}${node.exprs.length === 1 ? ',' : ''})`
    case 'Dict':
      return `{${node.items.map(([key, value]) => `${format(key, 0, indent)}: ${format(value, 0, indent)}`).join(', ')}}`
    case 'ArrayAccess':
      return `${base(node.array)}${node.nullish ? '?.' : ''}[${format(node.property, 0, indent)}]`
    case 'ArraySlice':
      return `${base(node.array)}[${node.start_expr ? format(node.start_expr, 0, indent) : ''}:${node.end_expr ? format(node.end_expr, 0, indent) : ''}]`
    case 'TupleAccess':
      return `${base(node.tuple)}${node.nullish ? '?.' : '.'}${node.index}`
    case 'TypeCast':
    case 'TryCast':
      return `${node.node === 'TypeCast' ? 'CAST' : 'TRY_CAST'}(${format(node.expr, 1, indent)} AS ${node.type_name})`
    case 'ColumnsExpr':
      return formatColumns(node, indent)
    case 'SpreadExpr':
      return `* ${format(node.expr, 20, indent)}`
    case 'PositionalRef':
      return `#${node.index}`
    case 'GroupingSet':
      return `(${all(node.exprs)})`
    case 'ValuesQuery':
      return `(VALUES ${node.rows.map(row => `(${all(row)})`).join(', ')})`
    case 'PivotExpr': {
      const columns = node.columns.map(
        ({ column, values }) => `${format(column, LEVEL.add, indent)} IN (${all(values)})`,
      )
      return `${pivoted(node.table, indent)} PIVOT (${all(node.aggregates)} FOR ${columns.join(' ')}${node.group_by ? ` GROUP BY ${all(node.group_by)}` : ''})`
    }
    case 'UnpivotExpr': {
      const columns = node.columns.map(
        column =>
          `${format(column.value_columns, LEVEL.add, indent)} FOR ${format(column.name_columns, LEVEL.add, indent)} IN (${all(column.unpivot_values)})`,
      )
      return `${pivoted(node.table, indent)} UNPIVOT ${node.include_nulls ? 'INCLUDE NULLS ' : ''}(${columns.join(', ')})`
    }
    case 'HogQLXTag':
      return formatTag(node, expr => format(expr, 0, indent))
    default:
      return isSelect(node) ? inBrackets(node, indent) : format(node, 0, indent)
  }
}

function pivoted(table: Expr | JoinExpr, indent: string): string {
  if (table.node !== 'JoinExpr') return format(table, 20, indent)
  return table.next_join ? `(${formatJoins(table, indent)})` : formatTable(table, indent)
}

function formatCall(node: Call, indent: string): string {
  const unit = UNITS.get(node.name)
  const [only] = node.args
  if (
    unit &&
    node.args.length === 1 &&
    only?.node === 'Constant' &&
    Number.isSafeInteger(only.value) &&
    Number(only.value) >= 0
  )
    return `INTERVAL ${String(only.value)} ${unit}`
  const name = node.name === 'not' && only && isSelect(only) ? '`not`' : formatCallName(node.name)
  const params = node.params ? `(${node.params.map(expr => format(expr, 0, indent)).join(', ')})` : ''
  if (node.within_group) return `${name}${params || '()'} WITHIN GROUP (ORDER BY ${orders(node.within_group, indent)})`
  const inner = `${indent}  `
  const parts = node.args.map(expr => format(expr, 0, inner))
  const order = node.order_by?.length ? `${parts.length > 0 ? ' ' : ''}ORDER BY ${orders(node.order_by, indent)}` : ''
  const line = `${node.distinct ? 'DISTINCT ' : ''}${parts.join(', ')}${order}`
  const filter = node.filter_expr ? ` FILTER (WHERE ${format(node.filter_expr, 0, indent)})` : ''
  return `${name}${params}(${line})${filter}`
}

function formatColumns(node: ColumnsExpr, indent: string): string {
  if (node.regex !== null && node.regex !== undefined) return `COLUMNS(${formatString(node.regex)})`
  if (!node.all_columns) return `COLUMNS(${(node.columns ?? []).map(expr => format(expr, 0, indent)).join(', ')})`
  const names = (node.exclude ?? []).map(name =>
    name
      .split('.')
      .map(part => formatName(part))
      .join('.'),
  )
  const exclude = names.length > 0 ? ` EXCLUDE (${names.join(', ')})` : ''
  const replace = Object.entries(node.replace ?? {}).map(
    ([name, expr]) => `${format(expr, 1, indent)} AS ${formatName(name)}`,
  )
  return replace.length > 0 ? `COLUMNS(*${exclude} REPLACE (${replace.join(', ')}))` : `*${exclude}`
}
