import { beforeAll, describe, expect, it } from 'vitest'
import { event, useInsights } from './ask.js'

const insights = useInsights()
const { ask, refuse } = insights

/*
 * 11 March 2024, UTC. Minutes after nine:
 * ann  0 /  · 1 /plans/ · 3 /plans · 4 buy · 5 /thanks
 * bob  0 /  · 2 /docs/a · 3 /docs/b
 * cyd  0 /  · 10 /plans · 60 /  (a pause of more than half an hour begins a new path) · 61 /docs/a
 */
beforeAll(async () => {
  const page = (who: string, minute: number, path: string) =>
    event(
      '$pageview',
      who,
      `2024-03-11T${String(9 + Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00`,
      {
        $current_url: `https://shop.example${path}`,
      },
    )
  await insights.capture(
    page('ann', 0, '/'),
    page('ann', 1, '/plans/'),
    page('ann', 3, '/plans'),
    event('buy', 'ann', '2024-03-11T09:04:00'),
    page('ann', 5, '/thanks'),
    page('bob', 0, '/'),
    page('bob', 2, '/docs/a'),
    page('bob', 3, '/docs/b'),
    page('cyd', 0, '/'),
    page('cyd', 10, '/plans'),
    page('cyd', 60, '/'),
    page('cyd', 61, '/docs/a'),
  )
})

const edges = async (pathsFilter: object, extra: object = {}) =>
  (await ask('PathsQuery', { pathsFilter, ...extra })).results.map(({ source, target, value }) => [
    source,
    target,
    value,
  ])

describe('paths', () => {
  it('lead from page to page, the same page twice being one', async () => {
    const body = await ask('PathsQuery', { pathsFilter: { includeEventTypes: ['$pageview'] } })
    expect(body.results.map(({ source, target, value }) => [source, target, value])).toEqual([
      ['1_/', '2_/docs/a', 2],
      ['1_/', '2_/plans', 2],
      ['2_/docs/a', '3_/docs/b', 1],
      ['2_/plans', '3_/thanks', 1],
    ])
    // Bob 120 s, cyd 60 s, in ms.
    expect(body.results[0]?.['average_conversion_time']).toBe(90_000)
  })

  it('may hold events as well', async () => {
    expect(await edges({ includeEventTypes: ['$pageview', 'custom_event'] })).toContainEqual(['2_/plans', '3_buy', 1])
  })

  it('begin at a point, end at one, or both', async () => {
    expect(await edges({ includeEventTypes: ['$pageview'], startPoint: '/plans' })).toEqual([
      ['1_/plans', '2_/thanks', 1],
    ])
    expect(await edges({ includeEventTypes: ['$pageview'], endPoint: '/docs/a' })).toEqual([['1_/', '2_/docs/a', 2]])
    expect(await edges({ includeEventTypes: ['$pageview'], startPoint: '/', endPoint: '/thanks' })).toEqual([
      ['1_/', '2_/plans', 1],
      ['2_/plans', '3_/thanks', 1],
    ])
  })

  it('are cut after some steps and some edges, and by weight', async () => {
    const pages = { includeEventTypes: ['$pageview'] }
    expect(await edges({ ...pages, stepLimit: 2 })).toEqual([
      ['1_/', '2_/docs/a', 2],
      ['1_/', '2_/plans', 2],
    ])
    expect(await edges({ ...pages, edgeLimit: 1 })).toHaveLength(1)
    expect(await edges({ ...pages, minEdgeWeight: 2 })).toHaveLength(2)
    expect(await edges({ ...pages, maxEdgeWeight: 1 })).toHaveLength(2)
  })

  it('take patterns, aliases and exclusions', async () => {
    const pages = { includeEventTypes: ['$pageview'] }
    expect(await edges({ ...pages, pathGroupings: ['/docs/*'] })).toEqual([
      ['1_/', '2_/docs/*', 2],
      ['1_/', '2_/plans', 2],
      ['2_/plans', '3_/thanks', 1],
    ])
    expect(
      await edges({ ...pages, localPathCleaningFilters: [{ regex: '^/docs/.$', alias: 'a page of docs' }] }),
    ).toContainEqual(['1_/', '2_a page of docs', 2])
    expect(await edges({ ...pages, excludeEvents: ['/plans'] })).toContainEqual(['1_/', '2_/thanks', 1])
    expect(await edges({ ...pages, showFullUrls: true })).toContainEqual([
      '1_https://shop.example',
      '2_https://shop.example/plans',
      2,
    ])
  })

  it('refuse what they do not know', async () => {
    expect(await refuse('PathsQuery', { pathsFilter: { includeEventTypes: ['clicks'] } })).toMatchObject({
      attr: 'query__pathsFilter__includeEventTypes',
    })
    expect(await refuse('PathsQuery', { pathsFilter: { stepLimit: 1 } })).toMatchObject({
      attr: 'query__pathsFilter__stepLimit',
    })
  })
})
