import type { Expr } from '../ast.js'
import { isName, type Cursor } from './cursor.js'
import { parseOperators } from './operators.js'
import type { Token } from './tokens.js'

const NOT_ALIASES = /^(true|false|null|team_id)$/i

/** The name of an alias, unless it is one that would hide what it stands for. */
export function checkAlias(p: Cursor, token: Token): string {
  if (token.kind !== 'quoted' && NOT_ALIASES.test(token.value))
    throw p.error(`"${token.value}" cannot be an alias: it is a reserved word.`, token)
  return token.value
}

/** An expression with its aliases: `expr AS alias`. */
export function parseExpr(p: Cursor): Expr {
  const start = p.from
  let expr = parseOperators(p, 0)
  while (p.word('AS')) {
    p.next()
    const { token } = p
    if (!isName(token) && token.kind !== 'string') p.fail('an alias after AS')
    p.next()
    expr = { node: 'Alias', alias: checkAlias(p, token), expr, start, end: p.to }
  }
  return expr
}
