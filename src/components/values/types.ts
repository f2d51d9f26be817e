import type { Formatting } from '../shared/intl.js'
import type { ValueKind } from './kinds.js'
import type { ValueLabels } from './labels.js'

/** One value to show, and how. */
export interface ValueProps {
  readonly value: unknown
  readonly kind: ValueKind
  readonly formatting: Formatting
  readonly labels: ValueLabels
  /** `false` inside a link or button: no link, no button within. Default `true`. */
  readonly interactive?: boolean
  readonly expanded?: boolean
  readonly onExpandedChange?: (expanded: boolean) => void
}
