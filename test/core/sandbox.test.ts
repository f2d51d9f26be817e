import { expect, test } from 'vitest'
import { useSandbox } from '../support/sandbox.js'
import { useClient } from './support/client.js'

const sandbox = useSandbox()
const rowsOf = async (hogql: string): Promise<unknown[][]> => (await sandbox.query(hogql)).results
const createFlag = (flag: object) => sandbox.send('POST', 'feature_flags/', flag)
const everybody = { groups: [{ properties: [], rollout_percentage: 100 }] }
const make = (options: Parameters<typeof useClient>[1] = {}) =>
  useClient(sandbox, { projectToken: sandbox.projectToken, ...options })

test('a burst of 500 events is in the database, each once', async () => {
  const { client, errors } = make()
  const captured = Array.from({ length: 500 }, (_, i) => client.capture('burst', { i }))
  expect(await client.flush()).toEqual({ delivered: 500, dropped: 0, pending: 0 })
  client.capture('urgent', { a: 1 }, { immediate: true })
  await client.flush()
  await expect
    .poll(() =>
      rowsOf(
        "select event, count(), uniq(uuid) from events where event in ('burst', 'urgent') group by event order by event",
      ),
    )
    .toEqual([
      ['burst', captured.length, captured.length],
      ['urgent', 1, 1],
    ])
  expect(errors).toEqual([])
})

test('identify merges what the visitor did before into one person', async () => {
  const { client, errors } = make()
  client.capture('before signing in')
  await client.identify('merge-user', { set: { email: 'merge@example.com' } })
  client.capture('after signing in')
  await client.flush()
  await expect
    .poll(() =>
      rowsOf(
        "select count(), uniq(person_id), any(person.properties.email) from events where event like '%signing in'",
      ),
    )
    .toEqual([[2, 1, 'merge@example.com']])
  expect(errors).toEqual([])
})

test('flags are evaluated for the visitor, and again once they are known', async () => {
  await createFlag({ key: 'core-on', filters: { ...everybody, payloads: { true: '{"size":3}' } } })
  await createFlag({
    key: 'core-staff',
    filters: {
      groups: [
        {
          properties: [{ key: 'email', value: 'staff@example.com', operator: 'exact', type: 'person' }],
          rollout_percentage: 100,
        },
      ],
    },
  })
  const { client, errors } = make()
  await client.flags.reload()
  expect(client.flags.details('core-on')).toMatchObject({
    status: 'ready',
    value: true,
    payload: { size: 3 },
    reason: { code: 'condition_match' },
  })
  expect(client.flags.get('core-staff')).toBe(false)
  await client.identify('flag-user', { set: { email: 'staff@example.com' } })
  expect(client.flags.get('core-staff')).toBe(true)
  expect(client.flags.details('core-nothing').status).toBe('missing')

  client.flags.reportExposure('core-staff')
  expect(await client.flags.evaluate('core-on', { distinctId: 'somebody' })).toBe(true)
  await client.flush()
  await expect
    .poll(() =>
      rowsOf(
        "select distinct_id, properties.$feature_flag, properties.$feature_flag_response from events where event = '$feature_flag_called' order by distinct_id",
      ),
    )
    .toEqual([
      ['flag-user', 'core-staff', 'true'],
      ['somebody', 'core-on', 'true'],
    ])
  expect(errors).toEqual([])
})

test('an unknown token is told by flags, typed', async () => {
  const { client } = useClient(sandbox, { projectToken: 'phc_unknown' })
  await expect(client.flags.reload()).rejects.toMatchObject({ name: 'HttpError', status: 401 })
})
