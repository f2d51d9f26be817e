import type { CopyLabels } from '../shared/CopyButton.js'
import { defaultCopyLabels } from '../shared/CopyButton.js'
import type { ErrorLabels } from '../shared/ErrorNotice.js'
import { defaultErrorLabels } from '../shared/ErrorNotice.js'
import type { ValueLabels } from '../values/labels.js'
import { defaultValueLabels } from '../values/labels.js'

/** Every text of {@link PersonCardView}. Counts come as a number (for plural rules) and written out for the locale. */
export interface PersonCardLabels extends ErrorLabels, CopyLabels, ValueLabels {
  readonly loading: string
  readonly emptyTitle: string
  readonly emptyText: string
  readonly identified: string
  readonly anonymous: string
  readonly firstSeen: string
  readonly lastSeen: string
  readonly never: string
  readonly distinctIds: string
  readonly copyDistinctId: (distinctId: string) => string
  readonly moreDistinctIds: (count: number, formatted: string) => string
  readonly fewerDistinctIds: string
  readonly properties: string
  readonly searchProperties: string
  readonly showPostHogProperties: (count: number, formatted: string) => string
  readonly noProperties: string
  readonly noMatchingProperties: string
  readonly moreProperties: (count: number, formatted: string) => string
  readonly events: string
  readonly noEvents: string
  readonly eventsError: string
}

export const defaultPersonCardLabels: PersonCardLabels = {
  ...defaultErrorLabels,
  ...defaultCopyLabels,
  ...defaultValueLabels,
  errorTitle: 'Could not load this person',
  loading: 'Loading person…',
  emptyTitle: 'No such person',
  emptyText: 'Nobody is known by this id. A person appears with their first identified event.',
  identified: 'Identified',
  anonymous: 'Anonymous',
  firstSeen: 'First seen',
  lastSeen: 'Last seen',
  never: 'Not known',
  distinctIds: 'Distinct IDs',
  copyDistinctId: distinctId => `Copy ${distinctId}`,
  moreDistinctIds: (_, formatted) => `+${formatted} more`,
  fewerDistinctIds: 'Show fewer',
  properties: 'Properties',
  searchProperties: 'Search properties',
  showPostHogProperties: (_, formatted) => `Show PostHog's own (${formatted})`,
  noProperties: 'No properties',
  noMatchingProperties: 'No property matches',
  moreProperties: (_, formatted) => `Show ${formatted} more`,
  events: 'Recent events',
  noEvents: 'No events',
  eventsError: 'Could not load events',
}
