import type { Call, Expr } from '../../../../hogql/ast.js'
import { errorAt } from '../../../../hogql/errors.js'
import { asText } from '../property.js'
import type { Scope } from '../scope.js'
import type { Translation } from '../translation.js'
import { is, isNumeric, isTemporal, maybe, type Typed } from '../valueType.js'
import { args, at, textOf, written, type Special } from './support.js'

/** Dates and times. What reads or makes a time without a zone does so in the project's. */
export const DATES: Record<string, Special> = {
  now: () => ({ sql: 'now64(6)', type: is('datetime') }),
  current_timestamp: () => ({ sql: 'now64(6)', type: is('datetime') }),
  toStartOfWeek: (translation, node, scope) => {
    const [date, mode] = args(translation, node, scope)
    return {
      sql: `toStartOfWeek(${date?.sql}, ${mode?.sql ?? (translation.weekStartDay === 1 ? 3 : 0)})`,
      type: { kind: 'date', nullable: date?.type.nullable ?? false },
    }
  },
  toDate,
  to_date: toDate,
  toDateTime,
  toDateTimeUS: (translation, node, scope) => {
    const [value, zone] = args(translation, node, scope)
    return {
      sql: `parseDateTime64BestEffortUSOrNull(${textOf(value)}, 6, ${zone?.sql ?? projectZone(translation)})`,
      type: maybe('datetime'),
    }
  },
  parseDateTimeBestEffort: (translation, node, scope) => {
    const [value, zone] = args(translation, node, scope)
    return {
      sql: `parseDateTime64BestEffortOrNull(${textOf(value)}, 6, ${zone?.sql ?? projectZone(translation)})`,
      type: maybe('datetime'),
    }
  },
  parseDateTime: (translation, node, scope) => {
    const [value, format, zone] = args(translation, node, scope)
    return {
      sql: `parseDateTimeOrNull(${textOf(value)}, ${format?.sql}, ${zone?.sql ?? projectZone(translation)})`,
      type: maybe('datetime'),
    }
  },
  to_timestamp: (translation, node, scope) => {
    const [seconds, zone] = args(translation, node, scope)
    return {
      sql: `fromUnixTimestamp64Milli(toInt64(multiply(${seconds?.sql}, 1000)), ${zone?.sql ?? projectZone(translation)})`,
      type: { kind: 'datetime', nullable: seconds?.type.nullable ?? false },
    }
  },
  toTimeZone: (translation, node, scope) => {
    const [time, zone] = args(translation, node, scope)
    return {
      sql: `toTimeZone(${time?.sql}, ${zone?.sql ?? projectZone(translation)})`,
      type: { kind: 'datetime', nullable: time?.type.nullable ?? false },
    }
  },
  timezone: (translation, node, scope) => {
    const [zone, time] = args(translation, node, scope)
    if (!zone) return { sql: projectZone(translation), type: is('string') }
    if (!time)
      throw errorAt(node, 'wrong_arguments', "timezone() takes no argument, or a zone and a time: timezone('UTC', t).")
    return { sql: `toTimeZone(${time.sql}, ${zone.sql})`, type: { kind: 'datetime', nullable: time.type.nullable } }
  },
  make_timestamp: written(
    ([year, month, day, hour, minute, second, zone], translation) =>
      `makeDateTime(${[year, month, day, hour, minute, second, zone ?? projectZone(translation)].join(', ')})`,
    is('datetime'),
  ),
  make_timestamptz: written(
    ([year, month, day, hour, minute, second, zone]) =>
      `makeDateTime(${[year, month, day, hour, minute, second, zone].join(', ')})`,
    is('datetime'),
  ),
  // Years to seconds, as Postgres' make_interval has them. ClickHouse adds a tuple of intervals to a date one by one.
  make_interval: written(
    parts => `tuple(${INTERVALS.map((unit, index) => `toInterval${unit}(${parts[index]})`).join(', ')})`,
    is('interval'),
  ),
  date_bin: written(
    ([interval, time, origin]) => `toStartOfInterval(${time}, ${interval}, ${origin})`,
    values => ({ kind: 'datetime', nullable: values[1]?.type.nullable ?? false }),
  ),
  // ClickHouse takes its numbers in one type only.
  timeSlots: written(
    ([time, seconds, size]) =>
      `timeSlots(toDateTime(${time}), toUInt32(${seconds})${size === undefined ? '' : `, toUInt32(${size})`})`,
    is('array'),
  ),
  date_part: datePart,
  dateAdd: shift('plus'),
  date_add: shift('plus'),
  timestampAdd: shift('plus'),
  timeStampAdd: shift('plus'),
  dateSub: shift('minus'),
  date_subtract: shift('minus'),
  timestampSub: shift('minus'),
  timeStampSub: shift('minus'),
}

const INTERVALS = ['Year', 'Month', 'Day', 'Hour', 'Minute', 'Second'] as const

function projectZone(translation: Translation): string {
  return `'${translation.settings.timezone}'`
}

function toDate(translation: Translation, node: Call, scope: Scope): Typed {
  const [value] = args(translation, node, scope)
  if (!value) throw errorAt(node, 'wrong_arguments', `${node.name}() takes 1 argument.`)
  if (isTemporal(value.type) || isNumeric(value.type))
    return { sql: `toDate(${value.sql})`, type: { kind: 'date', nullable: value.type.nullable } }
  return { sql: `toDate(${parsed(translation, value)})`, type: maybe('date') }
}

function toDateTime(translation: Translation, node: Call, scope: Scope): Typed {
  const [value, zone] = args(translation, node, scope)
  if (!value) throw errorAt(node, 'wrong_arguments', 'toDateTime() takes 1 or 2 arguments.')
  const inZone = zone ? `, ${zone.sql}` : ''
  if (isTemporal(value.type) || isNumeric(value.type))
    return { sql: `toDateTime(${value.sql}${inZone})`, type: { kind: 'datetime', nullable: value.type.nullable } }
  // A constant is checked at once: a typing error in a date must not become an empty result.
  if (typeof value.constant?.value === 'string')
    return {
      sql: `parseDateTime64BestEffort(${value.sql}, 6, ${zone?.sql ?? projectZone(translation)})`,
      type: is('datetime'),
    }
  return {
    sql: zone ? `parseDateTime64BestEffortOrNull(${asText(value).sql}, 6${inZone})` : parsed(translation, value),
    type: maybe('datetime'),
  }
}

function parsed(translation: Translation, value: Typed): string {
  return `parseDateTime64BestEffortOrNull(${asText(value).sql}, 6, ${projectZone(translation)})`
}

const UNITS = ['second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'] as const

function word(node: Expr): string {
  return node.node === 'Constant' ? String(node.value) : node.node === 'Field' ? node.chain.join('.') : ''
}

/** `dateAdd('day', 1, date)` and `dateAdd(date, toIntervalDay(1))`. */
function shift(name: 'plus' | 'minus'): Special {
  return (translation, node, scope) => {
    const [first, amount, date] = node.args as [Expr, Expr, Expr | undefined]
    const op = name === 'plus' ? '+' : '-'
    if (!date)
      return translation.expr({ ...at(node), node: 'ArithmeticOperation', op, left: first, right: amount }, scope)
    const unit = UNITS.find(known => known === word(first).toLowerCase().replace(/s$/, ''))
    if (!unit)
      throw errorAt(
        first,
        'wrong_arguments',
        `${node.name}() takes one of these units first: ${UNITS.map(known => `'${known}'`).join(', ')}.`,
      )
    const interval: Expr = {
      ...at(node),
      node: 'Call',
      name: `toInterval${unit.charAt(0).toUpperCase()}${unit.slice(1)}`,
      args: [amount],
    }
    return translation.expr({ ...at(node), node: 'ArithmeticOperation', op, left: date, right: interval }, scope)
  }
}

const PARTS: Record<string, string> = {
  year: 'toYear',
  quarter: 'toQuarter',
  month: 'toMonth',
  week: 'toISOWeek',
  day: 'toDayOfMonth',
  hour: 'toHour',
  minute: 'toMinute',
  second: 'toSecond',
  dow: 'toDayOfWeek',
  isodow: 'toDayOfWeek',
  doy: 'toDayOfYear',
  epoch: 'toUnixTimestamp',
}

function datePart(translation: Translation, node: Call, scope: Scope): Typed {
  const [part] = node.args
  const [, time] = args(translation, node, scope)
  const name = part ? word(part).toLowerCase() : ''
  if (!time || !Object.hasOwn(PARTS, name))
    throw errorAt(
      part ?? node,
      'wrong_arguments',
      `date_part() takes one of these first: ${Object.keys(PARTS)
        .map(known => `'${known}'`)
        .join(', ')}.`,
    )
  return { sql: `${PARTS[name]}(${time.sql})`, type: { kind: 'int', nullable: time.type.nullable } }
}
