import type { HogQLPropertyFilter } from '../../hogql/index.js'

/** Who is no customer of the demo's product: the people of Hedgebox. */
export const DEMO_TEST_ACCOUNT_FILTERS: readonly HogQLPropertyFilter[] = [
  { type: 'person', key: 'email', operator: 'not_icontains', value: '@hedgebox.example' },
]
