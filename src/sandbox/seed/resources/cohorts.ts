import { EU_COUNTRIES } from '../catalogue/places.js'
import { demoPersonUuid } from '../visitor.js'
import type { DemoResource } from './types.js'

const rules = (...values: object[]) => ({ filters: { properties: { type: 'AND', values } } })
const person = (key: string, value: unknown, operator = 'exact') => ({ type: 'person', key, value, operator })

export const DEMO_COHORTS: readonly DemoResource[] = [
  {
    key: 'paying',
    createdDaysAgo: 84,
    body: () => ({
      name: 'Paying people',
      description: 'Members of accounts on any plan that costs something.',
      ...rules(person('plan', ['starter', 'team', 'business', 'enterprise'])),
    }),
  },
  {
    key: 'eu',
    createdDaysAgo: 84,
    body: () => ({ name: 'In the EU', ...rules(person('$geoip_country_code', [...EU_COUNTRIES])) }),
  },
  {
    key: 'paying-eu',
    createdDaysAgo: 52,
    body: idOf => ({
      name: 'Paying, in the EU',
      description: 'Whom the data residency letter goes to.',
      ...rules(
        { type: 'cohort', key: 'id', value: idOf('cohort', 'paying') },
        { type: 'cohort', key: 'id', value: idOf('cohort', 'eu') },
      ),
    }),
  },
  {
    key: 'interviews',
    createdDaysAgo: 20,
    body: () => ({
      name: 'Interview list',
      description: 'Said yes to half an hour on video.',
      is_static: true,
      _create_static_person_ids: [
        'ada@hedgebox.example',
        'ben@mossbarrow.example',
        'chidi@quillhollow.example',
        'dana@fennelgate.example',
      ].map(demoPersonUuid),
    }),
  },
  {
    key: 'uploaders',
    createdDaysAgo: 45,
    body: () => ({
      name: 'Uploaded in the last 30 days',
      ...rules({
        type: 'behavioral',
        key: 'uploaded_file',
        event_type: 'events',
        value: 'performed_event',
        time_value: 30,
        time_interval: 'day',
      }),
    }),
  },
]
