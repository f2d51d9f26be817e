/** Queries to start from: each reads something that the app page writes. */
export const examples = [
  {
    name: 'What happens most',
    query: `select event, count() as times, uniq(person_id) as persons
from events
where timestamp > now() - interval 30 day
group by event
order by times desc`,
  },
  {
    name: 'Uploads by file type',
    query: `select properties.file_type as file_type, count() as uploads
from events
where event = 'uploaded_file'
group by file_type
order by uploads desc`,
  },
  {
    name: 'Revenue by week',
    query: `select toStartOfWeek(timestamp) as week, sum(toFloat(properties.amount_usd)) as usd
from events
where event = 'upgraded_plan'
group by week
order by week desc`,
  },
  {
    name: 'Newest persons',
    query: `select properties.email as email, created_at
from persons
order by created_at desc
limit 20`,
  },
] as const
