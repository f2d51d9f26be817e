import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSandbox } from 'hogkit/sandbox'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect, type TestSandbox } from '../support/sandbox.js'

let dataDir: string
let s: TestSandbox

const start = async () => {
  const sandbox = await startSandbox({ dataDir })
  s = connect(() => sandbox)
}

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'hogkit-resources-'))
  await start()
})
afterAll(async () => {
  await s.sandbox.close()
  await rm(dataDir, { recursive: true, force: true })
})

interface Stored {
  id: number
  version: number
  [name: string]: unknown
}
const create = async (path: string, body: object) => (await s.send<Stored>('POST', path, body)).body

describe('stored resources', () => {
  it('keep every one of several changes that come at once', async () => {
    const { id } = await create('cohorts/', { name: 'Crowded', is_static: true })
    await Promise.all([
      s.send('PATCH', `cohorts/${id}/`, { name: 'Calm' }),
      s.send('PATCH', `cohorts/${id}/`, { description: 'After all' }),
      s.send('PATCH', `cohorts/${id}/`, { groups: [] }),
    ])
    expect((await s.get(`cohorts/${id}/`)).body).toMatchObject({ name: 'Calm', description: 'After all' })
  })

  it('let one of several with the same name in', async () => {
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => s.send('POST', 'surveys/', { name: 'Raced', type: 'api' })),
    )
    expect(answers.map(answer => answer.status).toSorted((left, right) => left - right)).toEqual([201, 400, 400, 400])
  })

  it('take unknown fields without keeping them, and no field of the server', async () => {
    const made = await create('annotations/', { content: 'x', id: 77, created_at: '2001-01-01', sparkle: true })
    expect(made.id).not.toBe(77)
    expect(made).not.toHaveProperty('sparkle')
    expect(String(made['created_at'])).not.toContain('2001')
  })

  it('keep text as it is, whatever it looks like', async () => {
    const content = `'); DROP TABLE resources; -- <script>alert(1)</script> \u{1F994} ${'"'.repeat(5)} \\u0000`
    const made = await create('annotations/', { content })
    expect((await s.get(`annotations/${made.id}/`)).body).toMatchObject({ content })
    expect((await s.get<{ count: number }>(`annotations/?search=${encodeURIComponent("'); DROP")}`)).body.count).toBe(1)
    const proto = await s.send('POST', 'dashboards/', '{"name":"p","filters":{"__proto__":{"polluted":true}}}')
    expect(proto.status).toBe(201)
    expect({}).not.toHaveProperty('polluted')
  })

  it('outlive a restart with their members and tiles, and never give an id twice', async () => {
    await s.capture({ event: 'x', distinct_id: 'ada' })
    const [ada] = (await s.get<{ results: { uuid: string }[] }>('persons/')).body.results
    const cohort = await create('cohorts/', { name: 'Kept', is_static: true, _create_static_person_ids: [ada?.uuid] })
    const dashboard = await create('dashboards/', { name: 'Kept' })
    const insight = await create('insights/', { name: 'Kept', dashboards: [dashboard.id] })
    const before = await Promise.all(
      [`cohorts/${cohort.id}/`, `dashboards/${dashboard.id}/`, `insights/${insight.id}/`].map(path => s.get(path)),
    )
    expect(before[0]?.body).toMatchObject({ count: 1 })
    const survey = await create('surveys/', { name: 'Gone', type: 'api' })
    await s.send('DELETE', `surveys/${survey.id}/`)
    const flagIds = async () =>
      (await s.get<{ flags: { id: number }[] }>('feature_flags/local_evaluation/')).body.flags.map(flag => flag.id)
    const known = await flagIds()
    await s.sandbox.close()
    await start()
    const after = await Promise.all(
      [`cohorts/${cohort.id}/`, `dashboards/${dashboard.id}/`, `insights/${insight.id}/`].map(path => s.get(path)),
    )
    expect(after.map(answer => answer.body)).toEqual(before.map(answer => answer.body))
    expect(await flagIds()).toEqual(known)
    expect((await create('cohorts/', { name: 'Next', is_static: true })).id).toBe(cohort.id + 1)
    expect((await s.get(`surveys/${survey.id}/`)).status).toBe(404)
  })
})
