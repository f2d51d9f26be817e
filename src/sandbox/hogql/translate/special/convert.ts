import { errorAt } from '../../../../hogql/errors.js'
import { is, isTemporal, maybe, type Typed } from '../valueType.js'
import { args, textOf, written, type Special } from './support.js'

/** Casts. Those without `OrZero` or `OrDefault` give null for what does not fit, as PostHog's do. */
export const CONVERT: Record<string, Special> = {
  toInt: cast(value => `accurateCastOrNull(${value.text ?? value.sql}, 'Int64')`, 'int'),
  toFloat: cast(value => `accurateCastOrNull(${value.text ?? value.sql}, 'Float64')`, 'float'),
  toUUID: cast(value => `accurateCastOrNull(${value.text ?? value.sql}, 'UUID')`, 'uuid'),
  toNullableString: cast(value => `toNullable(${textOf(value)})`, 'string'),
  toIntOrZero: cast(value => `toInt64OrZero(ifNull(${textOf(value)}, ''))`, 'int', false),
  toFloatOrZero: cast(value => `toFloat64OrZero(ifNull(${textOf(value)}, ''))`, 'float', false),
  toFloatOrNull: cast(value => `toFloat64OrNull(${textOf(value)})`, 'float'),
  toIntOrNull: cast(value => `toInt64OrNull(${textOf(value)})`, 'int'),
  toFloat64OrNull: cast(value => `toFloat64OrNull(${textOf(value)})`, 'float'),
  toInt64OrNull: cast(value => `toInt64OrNull(${textOf(value)})`, 'int'),
  toUUIDOrDefault: (translation, node, scope) => {
    const [value, otherwise] = args(translation, node, scope)
    return {
      sql: `ifNull(accurateCastOrNull(${textOf(value)}, 'UUID'), toUUID(${textOf(otherwise)}))`,
      type: is('uuid'),
    }
  },
  toFloatOrDefault: (translation, node, scope) => {
    const [value, otherwise] = args(translation, node, scope)
    return { sql: `ifNull(toFloat64OrNull(${textOf(value)}), ${otherwise?.sql ?? '0'})`, type: is('float') }
  },
  toModifiedJulianDay: written(([day]) => `toModifiedJulianDayOrNull(${day})`, maybe('int'), textOf),
  toDecimal: (translation, node, scope) => {
    const [value] = args(translation, node, scope)
    const scale = node.args[1]
    if (
      !value ||
      scale?.node !== 'Constant' ||
      typeof scale.value !== 'number' ||
      !Number.isInteger(scale.value) ||
      scale.value < 0 ||
      scale.value > 30
    ) {
      throw errorAt(
        scale ?? node,
        'wrong_arguments',
        'toDecimal() takes the number of decimals as a whole number from 0 to 30.',
      )
    }
    return { sql: `toDecimal128OrNull(${textOf(value)}, ${scale.value})`, type: maybe('unknown') }
  },
}

function cast(print: (value: Typed) => string, kind: Typed['type']['kind'], nullable = true): Special {
  return (translation, node, scope) => {
    const [value] = args(translation, node, scope)
    if (!value) throw errorAt(node, 'wrong_arguments', `${node.name}() takes 1 argument.`)
    if (kind === 'int' && isTemporal(value.type))
      return { sql: `toInt64(${value.sql})`, type: { kind, nullable: value.type.nullable } }
    return { sql: print(value), type: { kind, nullable } }
  }
}
