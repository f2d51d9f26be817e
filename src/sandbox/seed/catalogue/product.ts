/** Hedgebox: file storage for teams. All its hosts are in `.example`, which nobody can own. */
export const MARKETING_HOST = 'hedgebox.example'
export const APP_HOST = 'app.hedgebox.example'

export interface Page {
  readonly host: string
  readonly path: string
  readonly title: string
}

const marketing = (path: string, title: string, weight: number) => ({
  host: MARKETING_HOST,
  path,
  title: `${title} · Hedgebox`,
  weight,
})
const app = (path: string, title: string, weight: number) => ({
  host: APP_HOST,
  path,
  title: `${title} · Hedgebox`,
  weight,
})

export const HOME = marketing('/', 'Your files, safely tucked away', 30)
export const SIGNUP = marketing('/signup/', 'Sign up', 0)
export const LOGIN = app('/login/', 'Log in', 0)
export const PRICING = marketing('/pricing/', 'Pricing', 24)
export const ONBOARDING = app('/welcome/', 'Welcome', 0)
export const FILES = app('/files/', 'Files', 40)
export const PREVIEW = app('/files/preview/', 'Preview', 0)
export const TEAM = app('/team/', 'Team', 0)
export const BILLING = app('/account/billing/', 'Billing', 0)

/** Pages visitors wander to. */
export const MARKETING_PAGES = [
  HOME,
  PRICING,
  marketing('/features/', 'Features', 18),
  marketing('/security/', 'Security', 9),
  marketing('/blog/sharing-large-files/', 'Sharing large files', 12),
  marketing('/blog/folder-hygiene/', 'Folder hygiene', 7),
  marketing('/customers/', 'Customers', 6),
]

/** Pages users wander to. */
export const APP_PAGES = [
  FILES,
  app('/files/shared/', 'Shared with me', 16),
  app('/files/recent/', 'Recent', 14),
  app('/files/trash/', 'Trash', 4),
  app('/search/', 'Search', 10),
  app('/account/settings/', 'Settings', 5),
]

/** From the smallest up; a paid bill is the monthly price. */
export const PLANS = [
  { name: 'free', priceUsd: 0 },
  { name: 'starter', priceUsd: 15 },
  { name: 'team', priceUsd: 79 },
  { name: 'business', priceUsd: 249 },
  { name: 'enterprise', priceUsd: 1190 },
] as const

export type Plan = (typeof PLANS)[number]['name']

/** Monthly price in USD. */
export function priceOf(plan: Plan): number {
  return PLANS.find(({ name }) => name === plan)?.priceUsd ?? 0
}

/** The plan one step up or down; `undefined` at the ends. */
export function neighbourPlan(plan: Plan, step: 1 | -1): Plan | undefined {
  return PLANS[PLANS.findIndex(({ name }) => name === plan) + step]?.name
}

/** `medianBytes` of each kind of file. */
export const FILE_TYPES = [
  { type: 'application/pdf', medianBytes: 420_000, weight: 30 },
  { type: 'image/jpeg', medianBytes: 2_600_000, weight: 24 },
  { type: 'image/png', medianBytes: 900_000, weight: 14 },
  { type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', medianBytes: 180_000, weight: 14 },
  { type: 'text/csv', medianBytes: 90_000, weight: 8 },
  { type: 'video/mp4', medianBytes: 48_000_000, weight: 6 },
  { type: 'application/zip', medianBytes: 12_000_000, weight: 4 },
] as const
