import { act, render, screen } from '@testing-library/react'
import { useFeatureFlagPayload, type StandardSchema } from 'hogkit'
import type { HogkitClient, JsonValue } from 'hogkit/core'
import { memo, StrictMode, type ReactNode } from 'react'
import { describe, expect, test } from 'vitest'
import { makeClient, serve, watchConsole, within } from './support/render.js'

interface Banner {
  readonly headline: string
}

/** A schema as Zod or Valibot would make it. */
const banner: StandardSchema<Banner> = {
  '~standard': {
    version: 1,
    vendor: 'test',
    validate(value) {
      const headline = (value as { headline?: unknown } | null)?.headline
      return typeof headline === 'string'
        ? { value: { headline: headline.trim() } }
        : { issues: [{ message: 'Expected a string', path: ['headline'] }] }
    },
  },
}

const later: StandardSchema<Banner> = {
  '~standard': { version: 1, vendor: 'test', validate: async () => ({ value: { headline: 'too late' } }) },
}
const broken: StandardSchema<Banner> = {
  '~standard': {
    version: 1,
    vendor: 'test',
    validate: () => {
      throw new TypeError('boom')
    },
  },
}

const withPayload = (payload: JsonValue | undefined) =>
  makeClient('http://127.0.0.1:9', {
    preloadFlags: false,
    bootstrap: {
      featureFlags: { banner: true },
      ...(payload !== undefined && { featureFlagPayloads: { banner: payload } }),
    },
  })

function show(client: HogkitClient, element: ReactNode): string {
  render(<StrictMode>{element}</StrictMode>, { wrapper: within(client) })
  return screen.getByRole('status').textContent
}

function Headline({ schema }: { schema: StandardSchema<Banner> }) {
  const { headline } = useFeatureFlagPayload('banner', { schema, defaultValue: { headline: 'default' } })
  return <output>{headline}</output>
}

describe('a payload with a schema', () => {
  test('is what the schema makes of it', () => {
    const console = watchConsole()
    expect(show(withPayload({ headline: ' Hello ' }), <Headline schema={banner} />)).toBe('Hello')
    console.expectSilence()
  })

  test.each<[string, JsonValue, StandardSchema<Banner>, string]>([
    ['that it refuses', { headline: 3 }, banner, 'headline: Expected a string'],
    ['that it would validate later', { headline: 'x' }, later, 'validates later'],
    ['that it throws at', { headline: 'x' }, broken, 'boom'],
  ])('%s becomes the default, and a warning says why', (_name, payload, schema, reason) => {
    const console = watchConsole()
    expect(show(withPayload(payload), <Headline schema={schema} />)).toBe('default')
    expect(console.warnings().join()).toContain('flag "banner"')
    expect(console.warnings().join()).toContain(reason)
  })

  test('that is not there is the default, without a word', () => {
    const console = watchConsole()
    expect(show(withPayload(undefined), <Headline schema={banner} />)).toBe('default')
    console.expectSilence()
  })

  test('without a default becomes undefined', () => {
    watchConsole()
    const Bare = () => (
      <output>{JSON.stringify(useFeatureFlagPayload('banner', { schema: banner })) ?? 'nothing'}</output>
    )
    expect(show(withPayload(['no banner']), <Bare />)).toBe('nothing')
  })

  test('keeps its reference while the payload stays deep-equal', async () => {
    const server = await serve({ featureFlags: { banner: true }, featureFlagPayloads: { banner: { headline: 'a' } } })
    const client = makeClient(server.url, { preloadFlags: false })
    await client.flags.reload()
    const seen: (Banner | undefined)[] = []
    const Reader = memo(() => {
      seen.push(useFeatureFlagPayload('banner', { schema: banner }))
      return null
    })
    render(<Reader />, { wrapper: within(client) })
    await act(() => client.flags.reload())
    expect(seen).toEqual([{ headline: 'a' }])
    server.flags = { featureFlags: { banner: true }, featureFlagPayloads: { banner: { headline: 'b' } } }
    await act(() => client.flags.reload())
    expect(seen).toEqual([{ headline: 'a' }, { headline: 'b' }])
  })
})

test('a default alone stands in for a payload that is not there', () => {
  const Size = () => <output>{JSON.stringify(useFeatureFlagPayload('banner', { defaultValue: 7 }))}</output>
  expect(show(withPayload(undefined), <Size />)).toBe('7')
})
