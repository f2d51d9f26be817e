/** `hogkit/components`: prebuilt components. Looks come from `hogkit/styles.css`, and nothing breaks without it. */

export { FlagGate, type FlagGateProps } from './flagGate/FlagGate.js'
export type { FlagGateContent, FlagSlots } from './flagGate/content.js'
export { FlagSwitch, type FlagSwitchCases, type FlagSwitchProps } from './flagSwitch/FlagSwitch.js'
export {
  FlagPreview,
  type FlagPreviewLabels,
  type FlagPreviewPayloads,
  type FlagPreviewProps,
} from './flagPreview/FlagPreview.js'

export { CaptureOnView, type CaptureOnViewProps } from './captureOnView/CaptureOnView.js'

export {
  ErrorBoundary,
  type ErrorBoundaryFallbackProps,
  type ErrorBoundaryProps,
  type ErrorBoundaryReset,
} from './errorBoundary/ErrorBoundary.js'
export { ErrorFallback, type ErrorFallbackLabels, type ErrorFallbackProps } from './errorBoundary/ErrorFallback.js'

export { ConsentBanner, type ConsentBannerActions, type ConsentBannerProps } from './consentBanner/ConsentBanner.js'
export {
  ConsentBannerView,
  type ConsentBannerLabels,
  type ConsentBannerOptions,
  type ConsentBannerViewProps,
} from './consentBanner/ConsentBannerView.js'

export { QueueStatus, type QueueStatusProps } from './queueStatus/QueueStatus.js'
export {
  QueueStatusView,
  type QueueSituation,
  type QueueStatusLabels,
  type QueueStatusOptions,
  type QueueStatusViewProps,
} from './queueStatus/QueueStatusView.js'

export { QueryTable, type QueryTableProps } from './queryTable/QueryTable.js'
export { QueryTableView, type QueryTableOptions, type QueryTableViewProps } from './queryTable/QueryTableView.js'
export type { QueryTableLabels } from './queryTable/labels.js'
export type {
  QueryTableColumn,
  QueryTableColumnOptions,
  QueryTableDensity,
  QueryTableRow,
  QueryTableSort,
} from './queryTable/types.js'
export { toCsv } from './queryTable/csv.js'

export { PersonCard, type PersonCardProps } from './personCard/PersonCard.js'
export { PersonCardView, type PersonCardOptions, type PersonCardViewProps } from './personCard/PersonCardView.js'
export type { PersonCardLabels } from './personCard/labels.js'
export type { PersonCardEvent, PersonCardPerson } from './personCard/person.js'

export type { ByState, StyledProps, ViewState, ViewStateProps } from './shared/root.js'
export type { ValueKind } from './values/kinds.js'
