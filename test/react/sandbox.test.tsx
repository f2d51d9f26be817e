import { act, render, renderHook, screen, waitFor } from '@testing-library/react'
import {
  HogkitProvider,
  useCapture,
  useCreateFlagDefinition,
  useCurrentUser,
  useFeatureFlag,
  useFlagDefinition,
  useHogkit,
  useHogQL,
  useIdentity,
  usePerson,
  usePersonEvents,
  usePersons,
  useSessionRecordings,
  useUpdateFlagDefinition,
  useUpdateSessionRecording,
} from 'hogkit'
import { isConflictError, isNotFoundError, isQueryError } from 'hogkit/api'
import type { ReactNode } from 'react'
import { describe, expect, inject, test } from 'vitest'

const sandboxUrl = inject('sandboxUrl')
const apiBase = `${inject('backendUrl')}/api/posthog`
const projectToken = inject('projectToken')

const wrapper = ({ children }: { children: ReactNode }) => (
  <HogkitProvider projectToken={projectToken} host={sandboxUrl} apiBase={apiBase} persistence="memory">
    {children}
  </HogkitProvider>
)

/** Names of this run's own: the sandbox is shared. */
const unique = (name: string) => `${name}-${crypto.randomUUID()}`

describe('against the sandbox', () => {
  test('a captured event comes back through HogQL, with the person behind it', async () => {
    const user = unique('user')
    const event = unique('file uploaded')
    const { result } = renderHook(
      () => ({
        client: useHogkit(),
        capture: useCapture(),
        identity: useIdentity(),
        rows: useHogQL<{ event: string; size: number; distinct_id: string }>(
          {
            query: 'select event, properties.size as size, distinct_id from events where event = {event}',
            values: { event },
          },
          { enabled: false },
        ),
        person: usePerson({ distinctId: user }, { enabled: false }),
        persons: usePersons({ distinctId: user }, { enabled: false }),
        events: usePersonEvents({ distinctId: user }, { event }, { enabled: false }),
        others: usePersonEvents({ distinctId: user }, { except: [event, 'none'] }, { enabled: false }),
      }),
      { wrapper },
    )
    await act(async () => {
      await result.current.identity.identify(user, { set: { plan: 'pro' } })
      result.current.capture(event, { size: 3 })
      const { dropped, pending } = await result.current.client.flush()
      expect({ dropped, pending }).toEqual({ dropped: 0, pending: 0 })
    })

    const { data, error } = await act(() => result.current.rows.refetch())
    expect(error).toBeNull()
    expect(data?.rows).toEqual([{ event, size: data?.results[0]?.[1], distinct_id: user }])
    expect(Number(data?.rows[0]?.size)).toBe(3)
    expect(data).toMatchObject({ columns: ['event', 'size', 'distinct_id'], hasMore: false })

    const person = await act(() => result.current.person.refetch())
    expect(person.data?.properties).toMatchObject({ plan: 'pro' })
    expect(person.data?.distinct_ids).toContain(user)
    const persons = await act(() => result.current.persons.refetch())
    expect(persons.data?.results.map(({ uuid }) => uuid)).toEqual([person.data?.uuid])
    const events = await act(() => result.current.events.refetch())
    expect(events.error).toBeNull()
    expect(events.data?.events).toMatchObject([{ event, distinct_id: user, properties: { size: 3 } }])
    const others = await act(() => result.current.others.refetch())
    expect(others.error).toBeNull()
    expect(others.data?.events.map(other => other.event)).toEqual(['$identify'])
  })

  test('a flag made and switched on by hooks changes what the page shows', async () => {
    const key = unique('beta')
    const Page = () => {
      const create = useCreateFlagDefinition()
      const update = useUpdateFlagDefinition()
      const filters = { groups: [{ properties: [], rollout_percentage: 100 }] }
      return (
        <>
          <output>{String(useFeatureFlag(key))}</output>
          <button type="button" onClick={() => create.mutate({ key, filters, active: false })}>
            create
          </button>
          <button type="button" onClick={() => create.data && update.mutate({ id: create.data.id, active: true })}>
            {create.isSuccess ? 'switch on' : 'wait'}
          </button>
        </>
      )
    }
    render(<Page />, { wrapper })
    screen.getByText('create').click()
    await waitFor(() => screen.getByText('switch on').click(), { timeout: 5000 })
    await waitFor(() => expect(screen.getByRole('status').textContent).toBe('true'), { timeout: 5000 })
  })

  test('a recording that was looked at is viewed at once and stays so; one that is not there is told', async () => {
    const sessionId = crypto.randomUUID()
    const { result } = renderHook(
      () => {
        const recordings = useSessionRecordings({ sessionIds: [sessionId], dateFrom: '-1d' }, { enabled: false })
        const viewed = recordings.data?.results.map(recording => recording.viewed)
        const update = useUpdateSessionRecording()
        return { client: useHogkit(), refetch: recordings.refetch, viewed, update, error: update.error }
      },
      { wrapper },
    )
    await act(async () => {
      result.current.client.capture('looked', { $session_id: sessionId })
      await result.current.client.flush()
      await result.current.refetch()
    })
    await waitFor(() => expect(result.current.viewed).toEqual([false]))
    await act(() => result.current.update.mutateAsync({ id: sessionId, viewed: true }))
    expect(result.current.viewed).toEqual([true])
    await act(() => result.current.refetch())
    expect(result.current.viewed).toEqual([true])
    act(() => result.current.update.mutate({ id: 'nowhere', viewed: true }))
    await waitFor(() => expect(isNotFoundError(result.current.error)).toBe(true))
  })

  test('typed errors arrive: bad HogQL with its place, an unknown person, a conflicting change', async () => {
    const key = unique('conflict')
    const { result } = renderHook(
      () => ({
        bad: useHogQL('select\n  frm events'),
        person: usePerson({ distinctId: unique('nobody') }, { enabled: false }),
        create: useCreateFlagDefinition(),
        update: useUpdateFlagDefinition(),
      }),
      { wrapper },
    )
    await waitFor(() => expect(result.current.bad.isError).toBe(true), { timeout: 5000 })
    expect(isQueryError(result.current.bad.error)).toBe(true)
    const person = await act(() => result.current.person.refetch())
    expect(isNotFoundError(person.error)).toBe(true)

    const flag = await act(() => result.current.create.mutateAsync({ key, active: true }))
    await act(() => result.current.update.mutateAsync({ id: flag.id, name: 'first', version: flag.version }))
    const late = { id: flag.id, name: 'second', version: flag.version, original_flag: flag }
    await act(() => result.current.update.mutateAsync(late).catch(() => {}))
    await waitFor(() => expect(result.current.update.isError).toBe(true))
    expect(isConflictError(result.current.update.error)).toBe(true)
    const detail = renderHook(() => useFlagDefinition(flag.id), { wrapper })
    await waitFor(() => expect(detail.result.current.data?.name).toBe('first'))
  })

  test('the current user is the owner of the proxy’s key', async () => {
    const { result } = renderHook(() => useCurrentUser(), { wrapper })
    await waitFor(() => expect(result.current.data?.email).toContain('@'), { timeout: 5000 })
    expect(JSON.stringify(result.current.data)).not.toContain('phx_')
  })
})
