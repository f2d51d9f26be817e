import type { DemoResource } from './types.js'

export const DEMO_ACTIONS: readonly DemoResource[] = [
  {
    key: 'signed-up',
    createdDaysAgo: 88,
    body: () => ({
      name: 'Signed up',
      description: 'An account was made, by whatever method.',
      tags: ['growth'],
      steps: [{ event: 'signed_up' }],
    }),
  },
  {
    key: 'core-action',
    createdDaysAgo: 86,
    body: () => ({
      name: 'Used the product',
      description: 'What people come for: a file went in or a link went out.',
      tags: ['activation'],
      steps: [{ event: 'uploaded_file' }, { event: 'shared_file_link' }],
    }),
  },
  {
    key: 'viewed-pricing',
    createdDaysAgo: 80,
    body: () => ({
      name: 'Viewed pricing',
      tags: ['growth', 'revenue'],
      steps: [{ event: '$pageview', url: '/pricing/', url_matching: 'contains' }],
    }),
  },
  {
    key: 'upgraded-to-large',
    createdDaysAgo: 61,
    body: () => ({
      name: 'Upgraded to business or enterprise',
      tags: ['revenue'],
      steps: [
        {
          event: 'upgraded_plan',
          properties: [{ key: 'to_plan', type: 'event', operator: 'exact', value: ['business', 'enterprise'] }],
        },
      ],
    }),
  },
]
