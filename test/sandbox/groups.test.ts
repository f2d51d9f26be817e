import { expect, it } from 'vitest'
import { useSandbox } from '../support/sandbox.js'

const s = useSandbox()

it('keeps five group types in order of first use, merges group properties and adds $group_0 to events', async () => {
  const identify = (type: string, key: string, set: object) => ({
    event: '$groupidentify',
    distinct_id: 'groups_setup_id',
    properties: { $group_type: type, $group_key: key, $group_set: set },
  })
  await s.capture(
    identify('company', 'acme', { name: 'Acme', plan: 'free' }),
    identify('company', 'acme', { plan: 'pro' }),
  )
  await s.capture({ event: 'used', distinct_id: 'u', properties: { $groups: { company: 'acme', project: 7 } } })
  for (const type of ['third', 'fourth', 'fifth', 'sixth']) await s.capture(identify(type, 'k', {}))

  const groups = await s.query('SELECT index, key, properties FROM groups ORDER BY index')
  expect(groups.results.map(([index, key]) => [Number(index), key])).toEqual([
    [0, 'acme'],
    [2, 'k'],
    [3, 'k'],
    [4, 'k'],
  ])
  expect(JSON.parse(String(groups.results[0]?.[2]))).toEqual({ name: 'Acme', plan: 'pro' })

  const events = await s.query("SELECT $group_0, $group_1, group_0.properties.plan FROM events WHERE event = 'used'")
  expect(events.results).toEqual([['acme', '7', 'pro']])
  const project = await s.get<{ group_types: { group_type: string; group_type_index: number }[] }>(
    '/api/projects/@current/',
  )
  expect(project.body.group_types.map(type => type.group_type)).toEqual([
    'company',
    'project',
    'third',
    'fourth',
    'fifth',
  ])
})
