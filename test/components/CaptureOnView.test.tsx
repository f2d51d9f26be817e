import { render } from '@testing-library/react'
import { HogkitProvider } from 'hogkit'
import { CaptureOnView } from 'hogkit/components'
import type { HogkitClient } from 'hogkit/core'
import { createRef, forwardRef, StrictMode, version, type ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { makeClient, serve, watchConsole } from '../react/support/render.js'

let client: HogkitClient
/** What is being observed; what the observer tells is up to `test/components/CaptureOnView.browser.test.tsx`. */
let observed: Element[]

beforeEach(async () => {
  client = makeClient((await serve()).url, { preloadFlags: false })
  observed = []
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      observe = (element: Element) => observed.push(element)
      unobserve = (element: Element) => (observed = observed.filter(each => each !== element))
      disconnect = () => (observed = [])
    },
  )
})
afterEach(() => vi.unstubAllGlobals())

const tree = (children: ReactNode) => <HogkitProvider client={client}>{children}</HogkitProvider>
const draw = (children: ReactNode) => {
  const view = render(tree(children))
  return { ...view, redraw: (next: ReactNode) => view.rerender(tree(next)) }
}

const Forwarding = forwardRef<HTMLParagraphElement, { children: string }>(function Forwarding({ children }, ref) {
  return <p ref={ref}>{children}</p>
})

test.each<[string, ReactNode]>([
  [
    'an element',
    <CaptureOnView key="it" event="seen">
      <p>text</p>
    </CaptureOnView>,
  ],
  [
    'a component that passes its ref on',
    <CaptureOnView key="it" event="seen">
      <Forwarding>text</Forwarding>
    </CaptureOnView>,
  ],
  [
    'a function',
    <CaptureOnView key="it" event="seen">
      {ref => <p ref={ref}>text</p>}
    </CaptureOnView>,
  ],
])('observes %s without an element of its own', (_, children) => {
  const output = watchConsole()
  expect(renderToString(tree(children))).toBe('<p>text</p>')
  const { container, unmount } = draw(<StrictMode>{children}</StrictMode>)
  expect(container.innerHTML).toBe('<p>text</p>')
  expect(observed).toEqual([container.firstElementChild])
  unmount()
  expect(observed).toEqual([])
  output.expectSilence()
})

describe('the child’s own ref', () => {
  test('works on as an object', () => {
    const ref = createRef<HTMLParagraphElement>()
    const { container, unmount } = draw(
      <CaptureOnView event="seen">
        <p ref={ref}>text</p>
      </CaptureOnView>,
    )
    expect(ref.current).toBe(container.firstElementChild)
    expect(observed).toEqual([ref.current])
    unmount()
    expect(ref.current).toBeNull()
  })

  test('works on as a function, and is not called again while it is the same', () => {
    const ref = vi.fn()
    const child = (text: string) => (
      <CaptureOnView event="seen">
        <p ref={ref}>{text}</p>
      </CaptureOnView>
    )
    const { container, redraw, unmount } = draw(child('a'))
    redraw(child('b'))
    expect(ref.mock.calls).toEqual([[container.firstElementChild]])
    unmount()
    expect(ref).toHaveBeenLastCalledWith(null)
  })

  test.skipIf(version.startsWith('18.'))('works on as a function that returns its cleanup', () => {
    const cleanup = vi.fn()
    const ref = vi.fn(() => cleanup)
    const { unmount } = draw(
      <CaptureOnView event="seen">
        <p ref={ref}>text</p>
      </CaptureOnView>,
    )
    unmount()
    expect(ref).toHaveBeenCalledTimes(1)
    expect(cleanup).toHaveBeenCalledTimes(1)
  })
})

describe('says in development', () => {
  test('that a child without an element can’t be seen', () => {
    const output = watchConsole()
    const NoRef = () => null
    draw(
      <CaptureOnView event="seen">
        <NoRef />
      </CaptureOnView>,
    )
    expect(output.warnings().join('\n')).toContain('gave no element')
  })

  test('that there is no IntersectionObserver, once', () => {
    vi.stubGlobal('IntersectionObserver', undefined)
    const output = watchConsole()
    draw(
      ['a', 'b'].map(event => (
        <CaptureOnView key={event} event={event}>
          <p>{event}</p>
        </CaptureOnView>
      )),
    )
    expect(output.warnings()).toEqual([expect.stringContaining('no IntersectionObserver')])
  })
})
