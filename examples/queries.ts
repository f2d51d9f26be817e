import type { NamedQueries } from 'hogkit/server'

/** For `createProxy({ queries, … })`, and for `hogkit({ queries })` of the Vite plugin while developing. */
export const queries = {
  signups: {
    query: `select toDate(timestamp) as day, count() as total from events
            where event = 'signed_up' and person.properties.email != {viewer} and timestamp > now() - toIntervalDay({days})
            group by day order by day`,
    // Yours: no browser can send it. `subject` is what authorize said.
    bind: (_request, subject) => ({ viewer: subject ?? '' }),
  },
} satisfies NamedQueries
