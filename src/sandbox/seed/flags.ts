import { EU_COUNTRIES } from './catalogue/places.js'
import type { FlagCreateBody } from './types.js'

/** The flag that the demo's experiments test. */
export const WELCOME_FLAG = 'welcome-checklist'

const percent = (key: string, rollout_percentage: number, name: string) => ({ key, name, rollout_percentage })

/** Six flags, one of each kind PostHog knows: rollout, variants with payloads, group, property rules, everybody, inactive. */
export const DEMO_FLAGS: readonly FlagCreateBody[] = [
  {
    key: 'new-file-preview',
    name: 'Preview files in the page instead of downloading them',
    active: true,
    filters: { groups: [{ properties: [], rollout_percentage: 80 }] },
    tags: ['files'],
  },
  {
    key: WELCOME_FLAG,
    name: 'Which welcome a new account sees',
    active: true,
    filters: {
      groups: [{ properties: [], rollout_percentage: 100 }],
      multivariate: {
        variants: [
          percent('control', 34, 'Empty page'),
          percent('guided', 33, 'Checklist'),
          percent('video', 33, 'Short film'),
        ],
      },
      payloads: {
        guided: JSON.stringify({
          title: 'Three steps to a tidy box',
          steps: ['Upload a file', 'Share a link', 'Invite a colleague'],
        }),
        video: JSON.stringify({
          title: 'Hedgebox in 90 seconds',
          url: 'https://hedgebox.example/welcome.mp4',
          durationS: 90,
        }),
      },
    },
    tags: ['growth'],
  },
  {
    key: 'company-audit-log',
    name: 'Audit log for companies on the business and enterprise plans',
    active: true,
    filters: {
      aggregation_group_type_index: 0,
      groups: [
        {
          properties: [
            { key: 'plan', type: 'group', group_type_index: 0, operator: 'exact', value: ['business', 'enterprise'] },
          ],
          rollout_percentage: 100,
        },
      ],
    },
    tags: ['enterprise'],
  },
  {
    key: 'eu-data-banner',
    name: 'Says where files are stored: people in the EU below enterprise, and ourselves',
    active: true,
    filters: {
      groups: [
        {
          properties: [
            { key: '$geoip_country_code', type: 'person', operator: 'exact', value: [...EU_COUNTRIES] },
            { key: 'plan', type: 'person', operator: 'is_not', value: ['enterprise'] },
          ],
          rollout_percentage: 100,
        },
        {
          properties: [{ key: 'email', type: 'person', operator: 'icontains', value: '@hedgebox.example' }],
          rollout_percentage: 100,
        },
      ],
      payloads: { true: JSON.stringify({ text: 'Your files are stored in Frankfurt.', href: '/security/' }) },
    },
    tags: ['compliance'],
  },
  {
    key: 'bulk-upload',
    name: 'Upload many files at once',
    active: true,
    filters: { groups: [{ properties: [], rollout_percentage: 100 }] },
    tags: ['files'],
  },
  {
    key: 'desktop-sync',
    name: 'Invitation to the desktop app (not before it is signed)',
    active: false,
    filters: { groups: [{ properties: [], rollout_percentage: 100 }] },
    tags: [],
  },
]
