import type { DemoResource } from './types.js'

const note = (key: string, days: number, content: string): DemoResource => ({
  key,
  createdDaysAgo: days,
  body: (_idOf, daysAgo) => ({ content, date_marker: daysAgo(days), scope: 'project' }),
})

export const DEMO_ANNOTATIONS: readonly DemoResource[] = [
  note('preview', 70, 'File previews go out to 80%'),
  note('outage', 44, 'Uploads failed for two hours: a full disk'),
  note('blog', 27, '“Sharing large files” was linked from a newsletter'),
  {
    key: 'price',
    createdDaysAgo: 31,
    body: (idOf, daysAgo) => ({
      content: 'Team plan: 69 to 79 dollars',
      date_marker: daysAgo(31),
      scope: 'dashboard',
      dashboard_id: idOf('dashboard', 'revenue'),
    }),
  },
  {
    key: 'form',
    createdDaysAgo: 18,
    body: (idOf, daysAgo) => ({
      content: 'Sign-up form without the phone number',
      date_marker: daysAgo(18),
      scope: 'dashboard_item',
      dashboard_item: idOf('insight', 'sign-ups'),
    }),
  },
]
