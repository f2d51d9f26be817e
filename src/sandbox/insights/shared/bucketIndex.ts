import type { Expr } from '../../../hogql/ast.js'
import { array, col, fn, lit } from './build.js'
import { bucketKey, keyOf, type DateRange } from './dateRange.js'

/** Which bucket an event is in, from 1; 0 for none. Buckets are told by where they begin, so months and changed clocks count right. */
export function bucketIndex(
  { buckets, interval }: Pick<DateRange, 'buckets' | 'interval'>,
  time: Expr = col('timestamp'),
): Expr {
  return fn('indexOf', array(...buckets.map(bucket => lit(keyOf(bucket)))), bucketKey(interval, time))
}
