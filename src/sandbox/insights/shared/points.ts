import { dayLabel, dayText, type DateRange } from './dateRange.js'
import type { Entity } from './entities.js'

/** What PostHog tells of the event or action that a result is about. */
export function actionOf(entity: Entity, order: number): Record<string, unknown> {
  return {
    id: entity.id,
    type: entity.type,
    order,
    name: entity.label,
    custom_name: entity.customName ?? null,
  }
}

/** The x-axis of a result: a label and a day for each bucket. */
export function axisOf({ buckets, interval }: Pick<DateRange, 'buckets' | 'interval'>): {
  labels: string[]
  days: string[]
} {
  return {
    labels: buckets.map(bucket => dayLabel(bucket, interval)),
    days: buckets.map(bucket => dayText(bucket, interval)),
  }
}
