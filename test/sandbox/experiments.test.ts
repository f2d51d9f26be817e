import { describe, expect, it } from 'vitest'
import { useSandbox } from '../support/sandbox.js'

const s = useSandbox()

interface Flag {
  id: number
  key: string
  active: boolean
  filters: { groups: object[]; multivariate: { variants: { key: string; rollout_percentage: number }[] } }
}
interface Experiment {
  id: number
  status: string
  feature_flag: Flag
  start_date: string | null
  end_date: string | null
  archived: boolean
  [name: string]: unknown
}

const create = (body: object) => s.send<Experiment>('POST', 'experiments/', body)
const made = async (body: object) => {
  const answer = await create(body)
  expect(answer.status).toBe(201)
  return answer.body
}
const act = (id: number, action: string, body: object = {}) =>
  s.send<Experiment & { detail?: string }>('POST', `experiments/${id}/${action}/`, body)
const flagOf = async (experiment: Experiment) =>
  (await s.get<Flag>(`feature_flags/${experiment.feature_flag.id}/`)).body

describe('an experiment', () => {
  it('makes its flag, which serves nobody yet', async () => {
    const experiment = await made({ name: 'Checkout', feature_flag_key: 'checkout-test' })
    expect(experiment).toMatchObject({ status: 'draft', feature_flag_key: 'checkout-test', archived: false })
    const flag = await flagOf(experiment)
    expect(flag).toMatchObject({ active: false, creation_context: 'experiments', experiment_set: [experiment.id] })
    expect(flag.filters.multivariate.variants.map(({ key }) => key)).toEqual(['control', 'test'])
    expect((await s.get(`experiments/${experiment.id}/`)).body).toEqual(experiment)
  })

  it('takes a flag that exists when it has a control', async () => {
    const filters = (keys: string[]) => ({
      groups: [{ properties: [], rollout_percentage: 100 }],
      multivariate: { variants: keys.map(key => ({ key, rollout_percentage: 100 / keys.length })) },
    })
    const variants = ['control', 'blue', 'red', 'green']
    await s.send('POST', 'feature_flags/', { key: 'fits', filters: filters(variants) })
    await s.send('POST', 'feature_flags/', { key: 'fits-not', filters: filters(['blue', 'red']) })
    await s.send('POST', 'feature_flags/', { key: 'plain', filters: { groups: [{ rollout_percentage: 1 }] } })
    expect((await made({ name: 'Fits', feature_flag_key: 'fits' })).feature_flag.key).toBe('fits')
    for (const key of ['fits-not', 'plain']) {
      expect((await create({ name: key, feature_flag_key: key })).body).toMatchObject({ attr: 'feature_flag_key' })
    }
  })

  it('lives from draft to archive', async () => {
    const experiment = await made({
      name: 'Life',
      feature_flag_key: 'life',
      parameters: {
        feature_flag_variants: [
          { key: 'control', split_percent: 40 },
          { key: 'test', rollout_percentage: 60 },
        ],
      },
    })
    const { id } = experiment
    for (const action of ['pause', 'resume', 'end']) {
      expect((await act(id, action)).body.detail).toBe('Experiment has not been launched yet.')
    }
    expect((await act(id, 'archive')).body.detail).toBe('Experiment must be ended before it can be archived.')
    const launched = await act(id, 'launch')
    expect(launched.status).toBe(200)
    expect(launched.body).toMatchObject({ status: 'running', feature_flag: { active: true } })
    expect(launched.body.start_date).not.toBeNull()
    expect((await act(id, 'launch')).body.detail).toBe('Experiment has already been launched.')
    expect((await act(id, 'resume')).body.detail).toBe('Experiment is not paused.')
    expect((await act(id, 'pause')).body.feature_flag.active).toBe(false)
    expect((await act(id, 'pause')).body.detail).toBe('Experiment is already paused.')
    expect((await s.get<{ results: Experiment[] }>('experiments/?status=paused')).body.results).toMatchObject([{ id }])
    expect((await act(id, 'resume')).body.feature_flag.active).toBe(true)
    const refused = await act(id, 'end', { conclusion: 'splendid' })
    expect(refused.body).toMatchObject({ code: 'invalid_choice', attr: 'conclusion' })
    const ended = await act(id, 'end', { conclusion: 'won', conclusion_comment: 'Blue sells' })
    expect(ended.body).toMatchObject({ status: 'stopped', conclusion: 'won', feature_flag: { active: true } })
    expect((await act(id, 'end')).body.detail).toBe('Experiment has already ended.')
    expect((await act(id, 'unarchive')).body.detail).toBe('Experiment is not archived.')
    expect((await act(id, 'archive')).body.archived).toBe(true)
    const listed = async (query: string) =>
      (await s.get<{ results: Experiment[] }>(`experiments/?search=life&${query}`)).body.results
    expect(await listed('')).toEqual([])
    expect(await listed('archived=true')).toMatchObject([{ id }])
    expect((await act(id, 'unarchive')).body.archived).toBe(false)
  })

  it('ships a variant to everybody, above the conditions that were there', async () => {
    const experiment = await made({ name: 'Ship', feature_flag_key: 'ship' })
    expect((await act(experiment.id, 'ship_variant', { variant_key: 'test' })).status).toBe(400)
    await act(experiment.id, 'launch')
    expect((await act(experiment.id, 'ship_variant')).body).toMatchObject({ code: 'required', attr: 'variant_key' })
    expect((await act(experiment.id, 'ship_variant', { variant_key: 'purple' })).body).toMatchObject({
      attr: 'variant_key',
    })
    const shipped = await act(experiment.id, 'ship_variant', { variant_key: 'test', conclusion: 'won' })
    expect(shipped.body).toMatchObject({ status: 'stopped', conclusion: 'won' })
    const { filters } = await flagOf(experiment)
    expect(filters.multivariate.variants).toMatchObject([{ rollout_percentage: 0 }, { rollout_percentage: 100 }])
    expect(filters.groups).toHaveLength(2)
    const flags = await s.send<{ flags: Record<string, { variant: string }> }>(
      'POST',
      '/flags/?v=2',
      { token: s.projectToken, distinct_id: 'anybody' },
      { key: null },
    )
    expect(flags.body.flags['ship']?.variant).toBe('test')
  })

  it('holds its flag until it is deleted, and then frees its key', async () => {
    const experiment = await made({ name: 'Holder', feature_flag_key: 'held' })
    const path = `feature_flags/${experiment.feature_flag.id}/`
    expect((await s.send('PATCH', path, { deleted: true })).body).toMatchObject({ attr: 'deleted' })
    expect((await s.send('DELETE', `experiments/${experiment.id}/`)).status).toBe(405)
    await s.send('PATCH', `experiments/${experiment.id}/`, { deleted: true })
    expect((await s.get(`experiments/${experiment.id}/`)).status).toBe(404)
    const deleted = await s.send('PATCH', path, { deleted: true })
    expect(deleted.body).toMatchObject({ key: `held:deleted:${experiment.feature_flag.id}` })
  })

  it('changes the variants of a draft', async () => {
    const experiment = await made({ name: 'Draft', feature_flag_key: 'draft' })
    const variants = ['control', 'a', 'b', 'c'].map(key => ({ key, rollout_percentage: 25 }))
    await s.send('PATCH', `experiments/${experiment.id}/`, { parameters: { feature_flag_variants: variants } })
    expect((await flagOf(experiment)).filters.multivariate.variants).toHaveLength(4)
  })

  const variants = (...keys: string[]) => ({
    parameters: { feature_flag_variants: keys.map(key => ({ key, rollout_percentage: 50 })) },
  })
  it.each<[object, string]>([
    [{ name: undefined }, 'name'],
    [{ name: '' }, 'name'],
    [{ feature_flag_key: undefined }, 'feature_flag_key'],
    [{ feature_flag_key: 'a b' }, 'key'],
    [variants('control'), 'parameters'],
    [variants('a', 'b'), 'parameters'],
    [{ parameters: { feature_flag_variants: [{ key: 'control' }, { key: 'test' }] } }, 'parameters'],
    [{ metrics: [{ kind: 'ExperimentTrendsQuery' }] }, 'metrics'],
    [{ metrics: [{ kind: 'ExperimentMetric', metric_type: 'guess' }] }, 'metrics'],
    [{ metrics: [{ kind: 'ExperimentMetric', metric_type: 'funnel', series: [] }] }, 'metrics'],
    [{ stats_config: { method: 'dice' } }, 'stats_config'],
    [{ start_date: '2026-02-02', end_date: '2026-01-01' }, 'end_date'],
    [{ type: 'paper' }, 'type'],
  ])('refuses %j', async (body, attr) => {
    const answer = await create({ name: 'Refused', feature_flag_key: 'refused', ...body })
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ type: 'validation_error', attr })
  })

  it('cannot move to another flag', async () => {
    const experiment = await made({ name: 'Stays', feature_flag_key: 'stays' })
    const moved = await s.send('PATCH', `experiments/${experiment.id}/`, { feature_flag_key: 'elsewhere' })
    expect(moved.body).toMatchObject({ code: 'invalid_input', attr: 'feature_flag_key' })
    expect((await s.send('PATCH', `experiments/${experiment.id}/`, { feature_flag_key: 'stays' })).status).toBe(200)
  })
})

it('lists by state, flag and order', async () => {
  const one = await made({ name: 'sorted b', feature_flag_key: 'sorted-1' })
  const two = await made({ name: 'sorted a', feature_flag_key: 'sorted-2', start_date: '2026-01-01T00:00:00Z' })
  const ids = async (query: string) =>
    (await s.get<{ results: Experiment[] }>(`experiments/?search=sorted&${query}`)).body.results.map(({ id }) => id)
  expect(await ids('')).toEqual([two.id, one.id])
  expect(await ids('order=-name')).toEqual([one.id, two.id])
  expect(await ids('status=draft')).toEqual([one.id])
  expect(await ids('status=running')).toEqual([two.id])
  expect(await ids(`feature_flag_id=${one.feature_flag.id}`)).toEqual([one.id])
  expect((await s.get('experiments/?order=luck')).body).toMatchObject({ attr: 'order' })
  expect((await s.get('experiments/?status=lost')).body).toMatchObject({ attr: 'status' })
})
