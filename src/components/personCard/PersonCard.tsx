'use client'

import type { ComponentPropsWithoutRef } from 'react'
import { forwardRef } from 'react'
import { isNotFoundError } from '../../api/errors.js'
import { usePerson } from '../../react/persons/usePerson.js'
import { usePersonEvents } from '../../react/persons/usePersonEvents.js'
import type { PersonCardOptions } from './PersonCardView.js'
import { PersonCardView } from './PersonCardView.js'

interface PersonCardBaseProps
  extends PersonCardOptions, Omit<ComponentPropsWithoutRef<'article'>, 'children' | 'className' | 'style'> {
  /** Events that are not listed. Default: `$feature_flag_called`. */
  exceptEvents?: readonly string[] | undefined
}

/** Whose card: by PostHog's id or uuid, or by any of their distinct ids. */
export type PersonCardProps = PersonCardBaseProps &
  ({ personId: string | number; distinctId?: never } | { distinctId: string; personId?: never })

/** Every page view brings one for each flag: ten rows would show nothing else. */
const flagCalls = ['$feature_flag_called'] as const

/**
 * Loads a person and their last ten events through your proxy and shows who they are.
 *
 * ```tsx
 * <PersonCard distinctId="user_48213" />
 * ```
 *
 * Needs a `HogkitProvider` above. The same from a person that you have: {@link PersonCardView}.
 * https://posthog.com/docs/data/persons
 */
export const PersonCard = forwardRef<HTMLElement, PersonCardProps>(function PersonCard(props, ref) {
  const { personId, distinctId, exceptEvents: except = flagCalls, ...view } = props
  const person = usePerson(distinctId === undefined ? personId : { distinctId })
  const uuid = person.data?.uuid
  const events = usePersonEvents(uuid ?? '', { limit: 10, except }, { enabled: uuid !== undefined })
  const unknown = isNotFoundError(person.error)
  return (
    <PersonCardView
      {...view}
      ref={ref}
      person={unknown ? null : person.data}
      status={unknown ? 'success' : person.status}
      error={person.error}
      isFetching={person.isFetching}
      onRetry={() => void person.refetch()}
      events={events.data?.events}
      eventsStatus={events.status}
      onRetryEvents={() => void events.refetch()}
    />
  )
})
