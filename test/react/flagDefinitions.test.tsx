import { act, render, renderHook, screen, waitFor } from '@testing-library/react'
import {
  HogkitProvider,
  useCreateFlagDefinition,
  useFeatureFlag,
  useFlagDefinition,
  useFlagDefinitions,
  useUpdateFlagDefinition,
  type FlagDefinitionUpdate,
} from 'hogkit'
import { isConflictError, isPermissionError, isValidationError, type FeatureFlag } from 'hogkit/api'
import type { HogkitClient } from 'hogkit/core'
import { beforeEach, describe, expect, test } from 'vitest'
import { makeClient, serve, settle, within } from './support/render.js'
import type { Answer, PublicServer } from './support/server.js'

let server: PublicServer
let client: HogkitClient
/** What the server holds. */
let stored: FeatureFlag[]
/** Answers writes; by default it carries them out. */
let onWrite: (update: FlagDefinitionUpdate) => Answer | Promise<Answer>

const flag = (id: number, key: string, active: boolean) =>
  ({ id, key, name: '', active, filters: { groups: [] }, version: 1, tags: [] }) as unknown as FeatureFlag

beforeEach(async () => {
  server = await serve({ featureFlags: { beta: false } })
  client = makeClient(server.url, { preloadFlags: false })
  stored = [flag(1, 'beta', false), flag(2, 'other', true)]
  onWrite = write
  server.route = ({ method, path, body }) => {
    const id = Number(/feature_flags\/(\d+)\//.exec(path)?.[1])
    if (method === 'PATCH') return onWrite({ id, ...(body as object) })
    if (method === 'POST') return create(body as FeatureFlag)
    return id
      ? { body: stored.find(item => item.id === id) }
      : { body: { results: stored, next: null, previous: null } }
  }
})

function write({ id, ...changes }: FlagDefinitionUpdate): Answer {
  stored = stored.map((item): FeatureFlag =>
    item.id === id ? Object.assign({}, item, changes, { version: item.version + 1 }) : item,
  )
  server.flags = { featureFlags: Object.fromEntries(stored.map(item => [item.key, item.active])) }
  return { body: stored.find(item => item.id === id) }
}

function create(input: FeatureFlag): Answer {
  if (stored.some(item => item.key === input.key)) {
    const detail = 'There is already a feature flag with this key.'
    return { status: 400, body: { type: 'validation_error', code: 'unique', detail, attr: 'key' } }
  }
  const created = flag(stored.length + 1, input.key, true)
  stored = [...stored, created]
  return { status: 201, body: created }
}

/** Lets the test say when the server answers. */
function makeGate(): { passed: Promise<void>; open: () => void } {
  let open: () => void = () => {}
  const passed = new Promise<void>(resolve => (open = resolve))
  return { passed, open: () => open() }
}

/** A list, a detail and the writer in one tree: `beta` is flag 1. */
function setUp() {
  return renderHook(
    () => ({
      list: useFlagDefinitions(),
      detail: useFlagDefinition(1),
      update: useUpdateFlagDefinition(),
      create: useCreateFlagDefinition(),
    }),
    { wrapper: within(client) },
  ).result
}
type SetUp = ReturnType<typeof setUp>
const shown = ({ current }: SetUp) => ({
  list: current.list.data?.results.map(item => item.active),
  detail: current.detail.data?.active,
})
const loaded = (result: SetUp) =>
  waitFor(() => expect(result.current.list.isSuccess && result.current.detail.isSuccess).toBe(true))

describe('an update', () => {
  test('shows at once everywhere, before the server answers', async () => {
    const gate = makeGate()
    onWrite = async update => {
      await gate.passed
      return write(update)
    }
    const result = setUp()
    await loaded(result)
    act(() => result.current.update.mutate({ id: 1, active: true }))
    await waitFor(() => expect(server.requests.some(({ method }) => method === 'PATCH')).toBe(true))
    expect(result.current.update.isPending).toBe(true)
    expect(stored[0]?.active).toBe(false)
    expect(shown(result)).toEqual({ list: [true, true], detail: true })

    gate.open()
    await waitFor(() => expect(result.current.update.isSuccess).toBe(true))
    expect(result.current.update.data?.version).toBe(2)
    expect(result.current.detail.data?.version).toBe(2)
    expect(shown(result)).toEqual({ list: [true, true], detail: true })
  })

  test('takes effect on the visitor’s own flags', async () => {
    await client.flags.reload()
    const Page = () => {
      const { mutate } = useUpdateFlagDefinition()
      return (
        <button type="button" onClick={() => mutate({ id: 1, active: true })}>
          {String(useFeatureFlag('beta'))}
        </button>
      )
    }
    render(<Page />, { wrapper: within(client) })
    expect(screen.getByRole('button').textContent).toBe('false')
    screen.getByRole('button').click()
    await waitFor(() => expect(screen.getByRole('button').textContent).toBe('true'))
  })

  test.each([
    [
      403,
      { type: 'authentication_error', code: 'permission_denied', detail: 'API key missing required scope', attr: null },
      isPermissionError,
    ],
    [
      409,
      { type: 'validation_error', code: 'conflict', detail: 'The feature flag was updated by ada.', attr: null },
      isConflictError,
    ],
  ])('refused with %i is taken back, with a typed error', async (status, body, isIt) => {
    const gate = makeGate()
    onWrite = async () => {
      await gate.passed
      return { status, body }
    }
    const result = setUp()
    await loaded(result)
    const before = result.current.detail.data
    act(() => result.current.update.mutate({ id: 1, active: true, version: 1 }))
    await waitFor(() => expect(shown(result)).toEqual({ list: [true, true], detail: true }))
    gate.open()
    await waitFor(() => expect(result.current.update.isError).toBe(true))
    expect(isIt(result.current.update.error)).toBe(true)
    expect(shown(result)).toEqual({ list: [false, true], detail: false })
    expect(result.current.detail.data).toEqual(before)
    expect(server.requests.filter(({ method }) => method === 'PATCH')).toHaveLength(1)
    expect(server.to('/flags/')).toEqual([])
  })

  test('refused leaves another change of the same list alone', async () => {
    const gate = makeGate()
    onWrite = async update => {
      if (update.id === 1) return write(update)
      await gate.passed
      return {
        status: 403,
        body: { type: 'authentication_error', code: 'permission_denied', detail: 'No.', attr: null },
      }
    }
    const result = renderHook(
      () => ({ list: useFlagDefinitions(), first: useUpdateFlagDefinition(), second: useUpdateFlagDefinition() }),
      { wrapper: within(client) },
    ).result
    await waitFor(() => expect(result.current.list.isSuccess).toBe(true))
    act(() => result.current.second.mutate({ id: 2, active: false }))
    await waitFor(() => expect(result.current.list.data?.results[1]?.active).toBe(false))
    act(() => result.current.first.mutate({ id: 1, active: true }))
    await waitFor(() => expect(result.current.first.isSuccess).toBe(true))
    expect(result.current.list.data?.results.map(item => item.active)).toEqual([true, false])
    gate.open()
    await waitFor(() => expect(result.current.second.isError).toBe(true))
    expect(result.current.list.data?.results.map(item => item.active)).toEqual([true, true])
    await act(() => settle())
    expect(result.current.list.data?.results.map(item => item.active)).toEqual([true, true])
  })

  test('is not undone by an answer that was on its way', async () => {
    const result = setUp()
    await loaded(result)
    const { route } = server
    const old = { body: { results: stored, next: null, previous: null } }
    server.route = async request => {
      if (request.method !== 'GET' || !request.path.endsWith('feature_flags/')) return route(request)
      await settle(30)
      return old
    }
    await act(async () => {
      void result.current.list.refetch()
      await settle(5)
      result.current.update.mutate({ id: 1, active: true })
      server.route = route
      await settle(60)
    })
    expect(shown(result)).toEqual({ list: [true, true], detail: true })
  })
})

describe('a new flag', () => {
  test('is in the lists and cached as a detail', async () => {
    const result = setUp()
    await loaded(result)
    await act(() => result.current.create.mutateAsync({ key: 'fresh' }))
    await waitFor(() =>
      expect(result.current.list.data?.results.map(item => item.key)).toEqual(['beta', 'other', 'fresh']),
    )
    expect(result.current.create.data?.key).toBe('fresh')
  })

  test('with a key that is taken is refused, naming the field', async () => {
    const result = setUp()
    await loaded(result)
    await act(() => result.current.create.mutateAsync({ key: 'beta' }).catch(() => {}))
    await waitFor(() => expect(result.current.create.isError).toBe(true))
    expect(isValidationError(result.current.create.error)).toBe(true)
    expect(result.current.create.error).toMatchObject({ attr: 'key' })
  })
})

test('two admins over one page see the same list', async () => {
  const Reader = () => (
    <output>
      {useFlagDefinitions()
        .data?.results.map(item => item.key)
        .join(' ') ?? 'loading'}
    </output>
  )
  render(
    <HogkitProvider client={client} apiBase={`${server.url}/api/posthog`}>
      <Reader />
      <Reader />
    </HogkitProvider>,
  )
  await waitFor(() => expect(screen.getAllByText('beta other')).toHaveLength(2))
  expect(server.to('/api/posthog/api/projects/@current/feature_flags/')).toHaveLength(1)
})
