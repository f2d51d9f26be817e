import { beforeAll, describe, expect, it } from 'vitest'
import { calculated, cohortWait } from '../support/cohorts.js'
import { useSandbox } from '../support/sandbox.js'

const s = useSandbox()

const ids = new Map<string, number>()

async function create(path: string, body: object): Promise<number> {
  const answer = await s.send<{ id: number }>('POST', path, body)
  if (answer.status !== 201) throw new Error(`${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`)
  return answer.body.id
}

const click = (chain: string, url = 'https://hedgebox.example/') => ({
  event: '$autocapture',
  distinct_id: 'ann',
  properties: { $elements_chain: chain, $current_url: url },
})

beforeAll(async () => {
  await s.capture(
    { event: '$identify', distinct_id: 'ann', properties: { $set: { plan: 'pro' } } },
    { event: '$identify', distinct_id: 'bob', properties: { $set: { plan: 'free' } } },
    { event: 'paid', distinct_id: 'ann', properties: { amount: 30 } },
    { event: 'paid', distinct_id: 'bob', properties: { amount: 3 } },
    { event: '$pageview', distinct_id: 'bob', properties: { $current_url: 'https://hedgebox.example/pricing?a=1' } },
    click(
      'span:nth-child="1"nth-of-type="1"text="Buy; \\"now\\"";button.btn.primary:attr__type="submit"attr_id="buy"nth-child="2"nth-of-type="1"text="Buy; \\"now\\"";div.card:nth-child="1"nth-of-type="1";form.checkout:nth-child="1"nth-of-type="1"',
    ),
    click(
      'a.link:attr__href="/docs"href="/docs"nth-child="1"nth-of-type="1"text="Docs";nav:nth-child="1"nth-of-type="1"',
    ),
  )
  ids.set(
    'pro',
    await create('cohorts/', {
      name: "Pro's",
      filters: {
        properties: {
          type: 'AND',
          values: [{ type: 'AND', values: [{ type: 'person', key: 'plan', value: ['pro'], operator: 'exact' }] }],
        },
      },
    }),
  )
  await calculated(s, ids.get('pro') ?? 0)
  const action = (name: string, ...steps: object[]) => create('actions/', { name, steps })
  ids.set('paid', await action('Paid', { event: 'paid' }))
  await action('Big', { event: 'paid', properties: [{ key: 'amount', value: 10, operator: 'gt', type: 'event' }] })
  await action(
    'Buy or docs',
    { event: '$autocapture', selector: 'form button.primary[type="submit"]' },
    { event: '$autocapture', href: '/docs' },
  )
  await action('Button text', { event: '$autocapture', tag_name: 'button', text: 'Buy; "now"' })
  await action('Text part', { event: '$autocapture', text: 'ocs', text_matching: 'contains' })
  await action('Text pattern', { event: '$autocapture', text: '^D.*s$', text_matching: 'regex' })
  await action('Id', { event: '$autocapture', selector: '#buy > span:nth-child(1)' })
  await action('Not the parent', { event: '$autocapture', selector: '.checkout > button' })
  await action('Half a class', { event: '$autocapture', selector: '.prim' })
  await action('Pricing', { event: '$pageview', url: '/pricing' })
  await action('Exact url', { event: '$pageview', url: 'https://hedgebox.example/pricing', url_matching: 'exact' })
  await action('By pros', { event: 'paid', properties: [{ key: 'id', value: ids.get('pro'), type: 'cohort' }] })
})

describe('IN COHORT', () => {
  const who = async (condition: string) =>
    (await s.query(`SELECT DISTINCT distinct_id FROM events WHERE ${condition} ORDER BY 1`)).results.flat()

  it('finds persons by the id or the name of a cohort, and those outside of it', async () => {
    expect(await who(`person_id IN COHORT ${ids.get('pro')}`)).toEqual(['ann'])
    expect(await who("person_id IN COHORT 'Pro\\'s'")).toEqual(['ann'])
    expect(await who(`person_id NOT IN COHORT ${ids.get('pro')}`)).toEqual(['bob'])
    const { results } = await s.query(`SELECT properties.plan FROM persons WHERE id IN COHORT ${ids.get('pro')}`)
    expect(results).toEqual([['pro']])
  })

  it('follows changes of persons', async () => {
    await s.capture({ event: '$identify', distinct_id: 'cyd', properties: { $set: { plan: 'pro' } } })
    const pros = () => who(`person_id IN COHORT ${ids.get('pro')}`)
    await expect.poll(pros, cohortWait).toEqual(['ann', 'cyd'])
    await s.capture({ event: '$set', distinct_id: 'cyd', properties: { $set: { plan: 'free' } } })
    await expect.poll(pros, cohortWait).toEqual(['ann'])
    const { results } = await s.query('SELECT cohort_id, count() FROM cohort_people GROUP BY cohort_id')
    expect(results).toEqual([[ids.get('pro'), 1]])
  })

  it('reads static cohorts, empty ones too', async () => {
    const id = await create('cohorts/', { name: 'Nobody', is_static: true })
    expect(await who(`person_id IN COHORT ${id}`)).toEqual([])
    const { results } = await s.query("SELECT toString(id) FROM persons WHERE properties.plan = 'pro'")
    await s.send('PATCH', `cohorts/${id}/add_persons_to_static_cohort/`, { person_ids: results.flat() })
    expect(await who(`person_id IN COHORT ${id}`)).toEqual(['ann'])
  })

  it('filters by cohort in {filters} and in an EventsQuery', async () => {
    const filters = { properties: [{ key: 'id', type: 'cohort', value: ids.get('pro') }] }
    const query = {
      kind: 'HogQLQuery',
      query: "SELECT distinct_id FROM events WHERE event = 'paid' AND {filters}",
      filters,
    }
    expect((await s.send('POST', 'query/', { query })).body['results']).toEqual([['ann']])
    const events = { kind: 'EventsQuery', select: ['distinct_id'], event: 'paid', ...filters }
    expect((await s.send('POST', 'query/', { query: events })).body['results']).toEqual([['ann']])
  })

  it('says which cohort there is not', async () => {
    for (const cohort of ['999', "'Nope'"]) {
      const query = { kind: 'HogQLQuery', query: `SELECT 1 FROM events WHERE person_id IN COHORT ${cohort}` }
      const { status, body } = await s.send('POST', 'query/', { query })
      expect([status, body['code']]).toEqual([400, 'invalid_value'])
      expect(body['detail']).toContain('Could not find')
    }
  })
})

describe('matchesAction', () => {
  it.each<[string, unknown[]]>([
    ['Paid', ['paid', 'paid']],
    ['Big', ['paid']],
    ['Buy or docs', ['$autocapture', '$autocapture']],
    ['Button text', ['$autocapture']],
    ['Text part', ['$autocapture']],
    ['Text pattern', ['$autocapture']],
    ['Id', ['$autocapture']],
    ['Not the parent', []],
    ['Half a class', []],
    ['Pricing', ['$pageview']],
    ['Exact url', []],
    ['By pros', ['paid']],
  ])('%s', async (name, events) => {
    const { results } = await s.query(`SELECT event FROM events WHERE matchesAction('${name}')`)
    expect(results.flat()).toEqual(events)
  })

  it('takes an id, an alias of the table, and a place in a count', async () => {
    const { results } = await s.query(
      `SELECT countIf(matchesAction(${ids.get('paid')})), count() FROM events e WHERE matchesAction('Paid') OR e.event = '$pageview'`,
    )
    expect(results).toEqual([[2, 3]])
  })

  it('runs as actionId of an EventsQuery', async () => {
    const query = { kind: 'EventsQuery', select: ['event'], actionId: ids.get('paid') }
    expect((await s.send('POST', 'query/', { query })).body['results']).toEqual([['paid'], ['paid']])
  })
})

describe('system tables', () => {
  it('list what is stored', async () => {
    await create('insights/', { name: "It's one", query: { kind: 'HogQLQuery', query: 'SELECT 1' } })
    const flag = await create('feature_flags/', {
      key: 'new-nav',
      filters: { groups: [{ properties: [], rollout_percentage: 50 }] },
    })
    const { results } = await s.query(
      'SELECT id, key, active, filters.groups.1.rollout_percentage FROM system.feature_flags',
    )
    expect(results).toEqual([[flag, 'new-nav', 1, '50']])
    expect((await s.query('SELECT name, query.kind, deleted FROM system.insights')).results).toEqual([
      ["It's one", 'HogQLQuery', 0],
    ])
    expect(
      (await s.query("SELECT name, created_at > now() - INTERVAL 1 HOUR FROM system.cohorts WHERE name LIKE 'Pro%'"))
        .results,
    ).toEqual([["Pro's", 1]])
    expect((await s.query('SELECT count() FROM system.actions')).results).toEqual([[12]])
    expect((await s.query('SELECT timezone FROM system.teams')).results).toEqual([['UTC']])
    expect((await s.query('SELECT count() FROM system.surveys')).results).toEqual([[0]])
  })

  it('join with events', async () => {
    const { results } = await s.query(
      "SELECT a.name, count() FROM events e JOIN (SELECT name, JSONExtractString(steps_json, 1, 'event') AS event FROM system.actions WHERE name = 'Paid') a ON a.event = e.event GROUP BY a.name",
    )
    expect(results).toEqual([['Paid', 2]])
  })

  it.each(['system.tables', 'system.processes', 'system.settings', 'system.users', 'system.nope'])(
    'are not the engine\u2019s: %s',
    async table => {
      const { status, body } = await s.send('POST', 'query/', {
        query: { kind: 'HogQLQuery', query: `SELECT * FROM ${table}` },
      })
      expect([status, body['code']]).toEqual([400, 'unknown_table'])
    },
  )
})
