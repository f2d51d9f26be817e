import { act, fireEvent, render, screen } from '@testing-library/react'
import { HogkitProvider } from 'hogkit'
import { ErrorBoundary, ErrorFallback, type ErrorBoundaryProps } from 'hogkit/components'
import type { CapturedEvent, HogkitClient } from 'hogkit/core'
import { Component, StrictMode, useEffect, version, type ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { makeClient, serve, watchConsole } from '../react/support/render.js'
import { describeConformance } from '../support/describeConformance.js'

let client: HogkitClient
let captured: CapturedEvent[]
let output: ReturnType<typeof watchConsole>

beforeEach(async () => {
  client = makeClient((await serve()).url, { preloadFlags: false })
  captured = []
  client.on('captured', event => captured.push(event))
  // React writes every caught error to the console, and React 18 tells the window of it too.
  output = watchConsole()
})

const boom = new TypeError('boom')
let broken: unknown
beforeEach(() => {
  broken = { error: boom }
})

function Fragile() {
  const { error } = broken as { error: unknown }
  if (error === 'fine') return <p>All well</p>
  throw error
}
const mend = () => {
  broken = { error: 'fine' }
}

function draw(props: ErrorBoundaryProps = {}, wrap: (node: ReactNode) => ReactNode = node => node) {
  const tree = (more: ErrorBoundaryProps) =>
    wrap(
      <HogkitProvider client={client}>
        <ErrorBoundary {...props} {...more}>
          <Fragile />
        </ErrorBoundary>
      </HogkitProvider>,
    )
  const view = render(tree({}))
  return (more: ErrorBoundaryProps) => view.rerender(tree(more))
}

describe('capturing', () => {
  test('sends $exception once, with the component stack and the properties', () => {
    draw({ properties: { area: 'billing' } })
    expect(captured).toHaveLength(1)
    expect(captured[0]).toMatchObject({
      event: '$exception',
      properties: {
        area: 'billing',
        $exception_type: 'TypeError',
        $exception_message: 'boom',
        $exception_source: 'react.error_boundary',
        $exception_component_stack: expect.stringContaining('Fragile'),
      },
    })
  })

  test('is one event under StrictMode, and one for each new error', () => {
    draw({}, node => <StrictMode>{node}</StrictMode>)
    expect(captured).toHaveLength(1)
    broken = { error: new Error('another') }
    fireEvent.click(screen.getByRole('button'))
    expect(captured.map(({ properties }) => properties['$exception_message'])).toEqual(['boom', 'another'])
  })

  test('takes whatever can be thrown', () => {
    broken = { error: undefined }
    draw({ fallback: ({ error }) => <p>{String(error)}</p> })
    expect(screen.getByText('undefined')).toBeTruthy()
    expect(captured).toHaveLength(1)
  })

  // React 18 throws errors of effects through a DOM event in development, and happy-dom lets them out of `dispatchEvent`.
  test.skipIf(version.startsWith('18.'))('takes errors of effects', () => {
    function Late(): ReactNode {
      useEffect(() => {
        throw boom
      })
      return null
    }
    render(
      <HogkitProvider client={client}>
        <ErrorBoundary>
          <Late />
        </ErrorBoundary>
      </HogkitProvider>,
    )
    expect(screen.getByRole('alert')).toBeTruthy()
    expect(captured).toHaveLength(1)
  })

  test('reads properties from a function, and loses only them when it throws', () => {
    draw({ properties: error => ({ isType: error instanceof TypeError }) })
    expect(captured[0]?.properties['isType']).toBe(true)
    broken = { error: new Error('second') }
    draw({
      properties() {
        throw new Error('mistake')
      },
    })
    expect(captured[1]?.properties['$exception_message']).toBe('second')
    expect(output.warnings()).toEqual([expect.stringContaining('mistake')])
  })

  test('shows the fallback and tells onError even when capturing fails', () => {
    const failing: HogkitClient = Object.create(client, {
      captureException: {
        value: () => {
          throw new Error('capture is broken')
        },
      },
    }) as HogkitClient
    const onError = vi.fn()
    draw({ client: failing, onError })
    expect(screen.getByRole('alert')).toBeTruthy()
    expect(onError).toHaveBeenCalledExactlyOnceWith(
      boom,
      { componentStack: expect.stringContaining('Fragile') as string },
      undefined,
    )
    expect(output.warnings()).toEqual([expect.stringContaining('capture is broken')])
  })

  test('works above a provider: nothing to capture with, but a fallback and a hint', () => {
    render(
      <ErrorBoundary>
        <Fragile />
      </ErrorBoundary>,
    )
    expect(screen.getByRole('alert')).toBeTruthy()
    expect(output.warnings()).toEqual([expect.stringContaining('no client')])
  })

  test('lets an error of the fallback go to the boundary above', () => {
    render(
      <HogkitProvider client={client}>
        <ErrorBoundary fallback="outer">
          <ErrorBoundary
            fallback={() => {
              throw new Error('of the fallback')
            }}
          >
            <Fragile />
          </ErrorBoundary>
        </ErrorBoundary>
      </HogkitProvider>,
    )
    expect(screen.getByText('outer')).toBeTruthy()
    expect(captured.map(({ properties }) => properties['$exception_message'])).toContain('of the fallback')
  })

  test('captures an error once that passes from boundary to boundary', () => {
    class Rethrow extends Component<{ children: ReactNode }, { error: unknown }> {
      override state = { error: undefined }
      static getDerivedStateFromError = (error: unknown) => ({ error })
      override render() {
        if (this.state.error) throw this.state.error as Error
        return this.props.children
      }
    }
    const eventIds: unknown[] = []
    render(
      <HogkitProvider client={client}>
        <ErrorBoundary fallback="outer" onError={(_, __, eventId) => eventIds.push(eventId)}>
          <Rethrow>
            <Fragile />
          </Rethrow>
        </ErrorBoundary>
        <ErrorBoundary fallback="beside" onError={(_, __, eventId) => eventIds.push(eventId)}>
          <Fragile />
        </ErrorBoundary>
      </HogkitProvider>,
    )
    expect(captured).toHaveLength(1)
    expect(eventIds).toEqual([captured[0]?.uuid, captured[0]?.uuid])
  })
})

describe('fallback', () => {
  test('is an alert with a reference by default, without the error’s own words', () => {
    draw()
    const alert = screen.getByRole('alert')
    expect(alert.textContent).toContain('Something went wrong')
    expect(alert.textContent).toContain(`Reference: ${captured[0]?.uuid}`)
    expect(alert.textContent).not.toContain('boom')
  })

  test('takes labels, any node, nothing, or a function', () => {
    draw({ labels: { title: 'Hoppla', retry: 'Nochmal' } })
    expect(screen.getByRole('alert').textContent).toContain('Hoppla')
    expect(screen.getByRole('button', { name: 'Nochmal' })).toBeTruthy()
    draw({ fallback: <p>plain</p> })
    expect(screen.getByText('plain')).toBeTruthy()
    draw({ fallback: null })
    expect(screen.getAllByRole('alert')).toHaveLength(1)
    draw({ fallback: ({ error, eventId }) => <p>{`${String(error)} ${eventId}`}</p> })
    expect(screen.getByText(`TypeError: boom ${captured[0]?.uuid}`)).toBeTruthy()
  })

  test('has no reference while consent is denied', () => {
    client.consent.deny()
    draw()
    expect(screen.getByRole('alert').textContent).not.toContain('Reference')
  })
})

describe('resetting', () => {
  test('shows the children again, after onReset', () => {
    const onReset = vi.fn(mend)
    draw({ onReset })
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(screen.getByText('All well')).toBeTruthy()
    expect(onReset).toHaveBeenCalledExactlyOnceWith({ reason: 'reset' })
  })

  test('keeps the focus on the button when the retry fails too, and takes it from nobody otherwise', () => {
    draw()
    expect(document.activeElement).toBe(document.body)
    screen.getByRole('button').focus()
    fireEvent.click(screen.getByRole('button'))
    expect(document.activeElement).toBe(screen.getByRole('button'))
  })

  test('happens when one of resetKeys changes, and not before', () => {
    const onReset = vi.fn()
    const redraw = draw({ resetKeys: ['a', NaN], onReset })
    mend()
    redraw({ resetKeys: ['a', NaN] })
    expect(screen.getByRole('alert')).toBeTruthy()
    redraw({ resetKeys: ['b', NaN] })
    expect(screen.getByText('All well')).toBeTruthy()
    expect(onReset).toHaveBeenCalledExactlyOnceWith({ reason: 'keys' })
  })

  test('does not happen by the very change that made the children throw', () => {
    mend()
    const onReset = vi.fn()
    const redraw = draw({ resetKeys: ['a'], onReset })
    broken = { error: boom }
    redraw({ resetKeys: ['b'] })
    expect(screen.getByRole('alert')).toBeTruthy()
    expect(onReset).not.toHaveBeenCalled()
    expect(captured).toHaveLength(1)
  })

  test('does nothing while all is well', () => {
    let reset: () => void = () => {}
    const onReset = vi.fn(mend)
    draw({
      onReset,
      fallback(props) {
        reset = props.reset
        return null
      },
    })
    act(() => reset())
    act(() => reset())
    expect(onReset).toHaveBeenCalledTimes(1)
  })
})

test('leaves no trace while all is well, on a server too', () => {
  mend()
  draw()
  expect(document.body.textContent).toBe('All well')
  expect(renderToString(<ErrorBoundary>fine</ErrorBoundary>)).toBe('fine')
  output.expectSilence()
})

describeConformance({
  slot: 'error-fallback',
  tagName: 'div',
  Component: ErrorFallback,
  states: { error: { reset: () => {}, eventId: '0190' } },
})
