import type { Call } from '../../../../hogql/ast.js'
import type { FunctionMeta } from '../../../../hogql/functions.js'
import type { Scope } from '../scope.js'
import type { Translation } from '../translation.js'
import { is, type Typed } from '../valueType.js'
import { args, at, textOf, tolerant, written, type Special } from './support.js'

/** Text, and arrays made of it. */
export const TEXT: Record<string, Special> = {
  array: (translation, node, scope) => translation.expr({ ...at(node), node: 'Array', exprs: node.args }, scope),
  tuple: (translation, node, scope) => translation.expr({ ...at(node), node: 'Tuple', exprs: node.args }, scope),
  concat: (translation, node, scope) => ({
    sql: `concat(${args(translation, node, scope).map(tolerant).join(', ')})`,
    type: is('string'),
  }),
  split_part: (translation, node, scope) => {
    const [text, separator, part] = args(translation, node, scope)
    return {
      sql: `arrayElement(splitByString(${separator?.sql}, ${tolerant(text)}), ${part?.sql})`,
      type: is('string'),
    }
  },
  splitByChar: split,
  splitByString: split,
  left: written(([text, count]) => `leftUTF8(${text}, ${count})`, textType, textOrNumber),
  right: written(([text, count]) => `rightUTF8(${text}, ${count})`, textType, textOrNumber),
  md5: written(([text]) => `hex(MD5(${text}))`, textType, textOf),
  extractIPv4Substrings: (translation, node, scope) => ({
    sql: `extractAll(${tolerant(args(translation, node, scope)[0])}, '\\\\b(?:(?:25[0-5]|2[0-4]\\\\d|1?\\\\d?\\\\d)\\\\.){3}(?:25[0-5]|2[0-4]\\\\d|1?\\\\d?\\\\d)\\\\b')`,
    type: is('array'),
    element: is('string'),
  }),
  sortableSemVer,
  languageCodeToName,
}

function textType(values: Typed[]): Typed['type'] {
  return { kind: 'string', nullable: values[0]?.type.nullable ?? false }
}

function textOrNumber(value: Typed): string {
  return value.type.kind === 'int' || value.type.kind === 'float' ? value.sql : textOf(value)
}

function split(translation: Translation, node: Call, scope: Scope, meta: FunctionMeta): Typed {
  const [separator, text, max] = args(translation, node, scope)
  // Arrays cannot be null in ClickHouse, so a missing text gives the parts of the empty one.
  return {
    sql: `${meta.clickhouse}(${separator?.sql}, ${tolerant(text)}${max ? `, ${max.sql}` : ''})`,
    type: is('array'),
    element: is('string'),
  }
}

/** `1.10.0` as [1, 10, 0], so that versions sort as numbers. What is no version is [null], which compares as null: it matches nothing. */
function sortableSemVer(translation: Translation, node: Call, scope: Scope): Typed {
  const number = '(?:0|[1-9]\\\\d*)'
  const version = `^\\\\s*v?(${number}\\\\.${number}\\\\.${number})(?:[-+]\\\\S*)?\\\\s*$`
  const text = tolerant(args(translation, node, scope)[0])
  return {
    sql: `arrayMap(x -> toInt64OrNull(x), splitByChar('.', ifNull(nullIf(extract(${text}, '${version}'), ''), '_')))`,
    // Holding null, it makes a comparison null.
    type: { kind: 'array', nullable: false },
    element: { kind: 'int', nullable: true },
  }
}

let languages: { codes: string[]; names: string[] } | undefined

/** ISO 639-1 codes and their English names, from the platform's own data. */
function languageNames(): { codes: string[]; names: string[] } {
  if (languages) return languages
  const display = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' })
  const letters = Array.from('abcdefghijklmnopqrstuvwxyz')
  const found = letters.flatMap(a =>
    letters.flatMap(b => {
      const name = display.of(a + b)
      return name === undefined ? [] : [[a + b, name] as const]
    }),
  )
  languages = { codes: found.map(([code]) => code), names: found.map(([, name]) => name) }
  return languages
}

/** `en` and `en-GB` as `English`; an unknown code stays as it is. */
function languageCodeToName(translation: Translation, node: Call, scope: Scope): Typed {
  const { codes, names } = languageNames()
  const text = tolerant(args(translation, node, scope)[0])
  const code = `lower(splitByRegexp('[-_]', ${text})[1])`
  return {
    sql: `transform(${code}, ${translation.bind(codes, 'Array(String)')}, ${translation.bind(names, 'Array(String)')}, ${text})`,
    type: is('string'),
  }
}
