import { render, screen, within } from '@testing-library/react'
import { HogkitProvider } from 'hogkit'
import { createApi } from 'hogkit/api'
import { FlagGate, PersonCard, QueryTable } from 'hogkit/components'
import type { HogkitClient } from 'hogkit/core'
import type { ReactNode } from 'react'
import { beforeEach, expect, inject, test } from 'vitest'
import { makeClient, makeQueryClient } from '../react/support/render.js'

const apiBase = `${inject('backendUrl')}/api/posthog`
const patience = { timeout: 10_000 }

let client: HogkitClient
let distinctId: string
beforeEach(() => {
  distinctId = `components-${crypto.randomUUID()}`
  client = makeClient(inject('sandboxUrl'), { projectToken: inject('projectToken'), preloadFlags: false })
})

const draw = (children: ReactNode) =>
  render(
    <HogkitProvider client={client} apiBase={apiBase} queryClient={makeQueryClient()}>
      {children}
    </HogkitProvider>,
  )

/** Somebody who uploaded two files. */
async function upload() {
  await client.identify(distinctId, { set: { email: 'ada@northwind.example', seats: 24 } })
  client.capture('components test upload', { size: 1234, name: '<b>report</b>' })
  client.capture('components test upload', { size: 98_765, name: null })
  await client.flush()
}

test('captured events come back as typed rows', async () => {
  await upload()
  draw(
    <QueryTable
      locale="en-US"
      query={`select event, toInt(properties.size) as size, properties.name as name, timestamp, uuid from events
        where distinct_id = {id} and event = 'components test upload' order by size`}
      values={{ id: distinctId }}
      queryOptions={{ refetchInterval: query => (query.state.data?.results.length === 2 ? false : 100) }}
    />,
  )
  expect(await screen.findByText('98,765', {}, patience)).toBeTruthy()
  const [first, second] = screen.getAllByRole('row').slice(1)
  expect(first?.textContent).toContain('<b>report</b>')
  expect(first?.querySelector('time')?.dateTime).toMatch(/^\d{4}-/)
  expect(within(second as HTMLElement).getByText('empty')).toBeTruthy()
  expect(screen.getByRole('columnheader', { name: 'size' }).dataset['align']).toBe('end')
})

test('a mistake in a query is shown with its place', async () => {
  draw(<QueryTable query={'select event\nfrom nowhere'} />)
  const alert = await screen.findByRole('alert', {}, patience)
  expect(alert.textContent).toContain('nowhere')
  expect(alert.textContent).toMatch(/line 2, column \d+/)
})

test('a hundred rows without a LIMIT are said to be the first hundred', async () => {
  draw(<QueryTable query="select number from numbers(150)" />)
  expect(await screen.findByText('First 100 rows. Add a LIMIT to the query to see more.', {}, patience)).toBeTruthy()
  expect(screen.getAllByRole('row')).toHaveLength(101)
})

test('a person’s card says who captured them', async () => {
  await upload()
  draw(<PersonCard distinctId={distinctId} locale="en-US" />)
  expect(await screen.findByRole('article', { name: 'ada@northwind.example' }, patience)).toBeTruthy()
  expect(screen.getByText('Identified')).toBeTruthy()
  expect(screen.getByText('24')).toBeTruthy()
  expect((await screen.findAllByText('components test upload', {}, patience)).length).toBe(2)
})

test('somebody who never was has no card', async () => {
  draw(<PersonCard distinctId={`nobody-${distinctId}`} />)
  expect(await screen.findByText('No such person', {}, patience)).toBeTruthy()
})

test('a flag made through the proxy opens the gate', async () => {
  const key = `components-${distinctId.slice(-8)}`
  const gate = (
    <FlagGate flag={key} error="no such flag" fallback="closed">
      open
    </FlagGate>
  )
  await client.flags.reload()
  const { container } = draw(gate)
  expect(container.textContent).toBe('no such flag')
  const api = createApi({ baseUrl: apiBase })
  await api.featureFlags.create({
    key,
    name: key,
    active: true,
    filters: { groups: [{ properties: [], rollout_percentage: 100 }] },
  })
  await client.flags.reload()
  await expect.poll(() => container.textContent, patience).toBe('open')
})
