import { cleanup, render, screen } from '@testing-library/react'
import { HogkitProvider, useCaptureOnView, type CaptureOnViewOptions, type Properties } from 'hogkit'
import { createClient, type CapturedEvent, type HogkitClient } from 'hogkit/core'
import { Activity, Profiler, StrictMode, useEffect, type ReactNode } from 'react'
import { afterEach, beforeEach, describe, expect, inject, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { holdTime, pass, settle } from '../support/view.js'

let client: HogkitClient
let captured: CapturedEvent[]

beforeEach(async () => {
  await page.viewport(600, 400)
  client = createClient({
    projectToken: inject('projectToken'),
    host: inject('sandboxUrl'),
    persistence: 'memory',
    preloadFlags: false,
  })
  captured = []
  client.on('captured', event => captured.push(event))
})
afterEach(async () => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  cleanup()
  document.body.removeAttribute('style')
  await client.shutdown({ timeoutMs: 0 })
  window.scrollTo(0, 0)
})

const names = () => captured.map(({ event }) => event)

async function scrollTo(top: number): Promise<void> {
  window.scrollTo(0, top)
  await settle()
}

interface BoxProps {
  readonly name?: string
  readonly properties?: Properties
  readonly options?: CaptureOnViewOptions
  readonly height?: number | string
}

function Box({ name = 'seen', properties, options, height = 200 }: BoxProps) {
  const ref = useCaptureOnView(name, properties, options)
  return (
    <div ref={ref} style={{ height }}>
      {name}
    </div>
  )
}

const Space = ({ height = 1000 }: { readonly height?: number }) => <div style={{ height }} />
const tree = (children: ReactNode) => <HogkitProvider client={client}>{children}</HogkitProvider>
const draw = (children: ReactNode) => {
  const view = render(tree(children))
  return { ...view, redraw: (next: ReactNode) => view.rerender(tree(next)) }
}
const below = (options: CaptureOnViewOptions = {}, height: number | string = 200) => (
  <>
    <Space />
    <Box options={options} height={height} />
    <Space />
  </>
)

describe('what counts as seen', () => {
  test('is what was scrolled to by half, and only then', async () => {
    draw(below())
    await settle()
    expect(names()).toEqual([])
    // 400 px of viewport end 90 px into the box.
    await scrollTo(690)
    expect(names()).toEqual([])
    await scrollTo(710)
    expect(names()).toEqual(['seen'])
  })

  test('follows the threshold, to the very last pixel', async () => {
    draw(below({ threshold: 1 }, 200.5))
    await scrollTo(790)
    expect(names()).toEqual([])
    await scrollTo(802)
    expect(names()).toEqual(['seen'])
  })

  test('follows the root margin', async () => {
    // Tests run in a frame, and margins hold for the page around it.
    const outside = window.parent.document.body
    const container = outside.ownerDocument.createElement('div')
    outside.append(container)
    // The page follows the frame to its new size a little later.
    await settle()
    const under = (name: string, options: CaptureOnViewOptions) => (
      <div key={name} style={{ position: 'fixed', top: 'calc(100vh + 20px)', left: 0 }}>
        <Box name={name} options={options} height={100} />
      </div>
    )
    const { unmount } = render(
      tree([
        under('without', {}),
        under('small', { rootMargin: '50px' }),
        under('large', { rootMargin: '0px 0px 90px' }),
      ]),
      { container },
    )
    await settle()
    expect(names()).toEqual(['large'])
    unmount()
    container.remove()
  })

  test('leaves out a root margin that no browser reads, and says so', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
    draw(<Box options={{ rootMargin: '2em' }} />)
    await settle()
    expect(names()).toEqual(['seen'])
    expect(warn.mock.calls.map(String)).toEqual([expect.stringContaining('rootMargin "2em"')])
  })

  test('is measured by what fits where an element is larger than the viewport, also one that grew out of sight', async () => {
    const { redraw } = draw(below())
    await settle()
    redraw(below({}, 4000))
    await scrollTo(650)
    expect(names()).toEqual([])
    // Half of the viewport, though only a twentieth of the element.
    await scrollTo(830)
    expect(names()).toEqual(['seen'])
  })

  test('is not what a scrolling container keeps hidden', async () => {
    draw(
      <div data-testid="scroller" style={{ height: 100, overflow: 'auto' }}>
        <Space height={300} />
        <Box height={80} />
      </div>,
    )
    await settle()
    expect(names()).toEqual([])
    screen.getByTestId('scroller').scrollTop = 290
    await expect.poll(names).toEqual(['seen'])
  })

  test('is an element of no height, too', async () => {
    draw(below({}, 0))
    await scrollTo(500)
    expect(names()).toEqual([])
    await scrollTo(800)
    expect(names()).toEqual(['seen'])
  })
})

describe('once and every time', () => {
  test('captures once for each mount', async () => {
    const { redraw } = draw(below())
    await scrollTo(800)
    await scrollTo(0)
    await scrollTo(800)
    expect(names()).toEqual(['seen'])
    redraw(null)
    redraw(below())
    await scrollTo(800)
    expect(names()).toEqual(['seen', 'seen'])
  })

  test('captures each time it comes into view, not while it stays there', async () => {
    const { redraw } = draw(below({ once: false }))
    await scrollTo(800)
    await scrollTo(810)
    redraw(below({ once: false }))
    await settle()
    expect(names()).toEqual(['seen'])
    await scrollTo(0)
    await scrollTo(800)
    expect(names()).toEqual(['seen', 'seen'])
  })

  test('is one event under StrictMode', async () => {
    draw(
      <StrictMode>
        <Box name="once" />
        <Box name="always" options={{ once: false }} />
      </StrictMode>,
    )
    await settle()
    expect(names()).toEqual(['once', 'always'])
  })

  test('renders nobody again, and gives the same ref each time', async () => {
    const refs = new Set<unknown>()
    const onRender = vi.fn()
    function Watched() {
      const ref = useCaptureOnView('seen')
      useEffect(() => void refs.add(ref))
      return <p ref={ref}>…</p>
    }
    const watched = () => (
      <Profiler id="watched" onRender={onRender}>
        <Watched />
      </Profiler>
    )
    const { redraw } = draw(watched())
    await settle()
    expect(names()).toEqual(['seen'])
    expect(onRender).toHaveBeenCalledTimes(1)
    redraw(watched())
    expect(onRender).toHaveBeenCalledTimes(2)
    expect(refs.size).toBe(1)
  })
})

describe('dwelling', () => {
  beforeEach(holdTime)

  test('counts unbroken time in view', async () => {
    draw(below({ dwellMs: 400 }))
    await scrollTo(800)
    await pass(300)
    await scrollTo(0)
    await scrollTo(800)
    await pass(399)
    expect(names()).toEqual([])
    await pass(1)
    expect(names()).toEqual(['seen'])
  })

  test('starts over when the page comes back to the front', async () => {
    const state = vi.spyOn(document, 'visibilityState', 'get')
    const turn = (to: DocumentVisibilityState) => {
      state.mockReturnValue(to)
      document.dispatchEvent(new Event('visibilitychange'))
    }
    draw(<Box options={{ dwellMs: 300 }} />)
    await settle()
    await pass(200)
    turn('hidden')
    await pass(400)
    expect(names()).toEqual([])
    turn('visible')
    await pass(299)
    expect(names()).toEqual([])
    await pass(1)
    expect(names()).toEqual(['seen'])
  })

  test('is not disturbed by a ref callback that is another one on every render', async () => {
    function Inline({ tick }: { readonly tick: number }) {
      const ref = useCaptureOnView('seen', { tick }, { dwellMs: 300 })
      return <p ref={element => ref(element)}>{tick}</p>
    }
    const { redraw } = draw(<Inline tick={0} />)
    await settle()
    for (let tick = 1; tick <= 7; tick += 1) {
      redraw(<Inline tick={tick} />)
      await pass(40)
    }
    expect(names()).toEqual([])
    redraw(<Inline tick={8} />)
    await pass(20)
    expect(names()).toEqual(['seen'])
  })

  test('sends the properties of the last render', async () => {
    const box = (plan: string) => <Box properties={{ plan }} options={{ dwellMs: 200 }} />
    const { redraw } = draw(box('free'))
    await settle()
    redraw(box('pro'))
    await pass(200)
    expect(names()).toEqual(['seen'])
    expect(captured[0]?.properties).toMatchObject({ plan: 'pro' })
  })

  test('ends with the component', async () => {
    const { redraw } = draw(<Box options={{ dwellMs: 200 }} />)
    await settle()
    redraw(null)
    await pass(300)
    expect(names()).toEqual([])
  })
})

describe('changes', () => {
  test('waits for enabled, and stops without it', async () => {
    holdTime()
    const { redraw } = draw(<Box options={{ enabled: false }} />)
    await settle()
    expect(names()).toEqual([])
    redraw(<Box options={{ enabled: true, dwellMs: 200 }} />)
    await settle()
    redraw(<Box options={{ enabled: false, dwellMs: 200 }} />)
    await pass(300)
    expect(names()).toEqual([])
    redraw(<Box options={{ enabled: true }} />)
    await expect.poll(names).toEqual(['seen'])
  })

  test('follows another threshold', async () => {
    const { redraw } = draw(below({ threshold: 0.9 }))
    await scrollTo(710)
    expect(names()).toEqual([])
    redraw(below({ threshold: 0.25 }))
    await expect.poll(names).toEqual(['seen'])
  })

  test('follows the ref to another element', async () => {
    function Swapping({ as: Tag }: { readonly as: 'p' | 'section' }) {
      const ref = useCaptureOnView('seen', { tag: Tag }, { once: false })
      return <Tag ref={ref}>…</Tag>
    }
    const { redraw } = draw(<Swapping as="p" />)
    await settle()
    redraw(<Swapping as="section" />)
    await settle()
    expect(captured.map(({ properties }) => properties['tag'])).toEqual(['p', 'section'])
  })

  test('rests while React keeps a tree hidden, and goes on when it is shown', async () => {
    const tab = (mode: 'visible' | 'hidden') => (
      <Activity mode={mode}>
        <Box options={{ once: false }} />
        <Box name="dwelt" options={{ dwellMs: 300 }} />
      </Activity>
    )
    holdTime()
    const { redraw } = draw(tab('visible'))
    await settle()
    redraw(tab('hidden'))
    await pass(400)
    expect(names()).toEqual(['seen'])
    redraw(tab('visible'))
    await settle()
    await pass(300)
    expect(names()).toEqual(['seen', 'seen', 'dwelt'])
  })

  test('finds an element that comes later', async () => {
    function Late({ shown }: { readonly shown: boolean }) {
      const ref = useCaptureOnView('seen')
      return shown ? <p ref={ref}>…</p> : null
    }
    const { redraw } = draw(<Late shown={false} />)
    await settle()
    redraw(<Late shown />)
    await expect.poll(names).toEqual(['seen'])
  })
})

describe('lists', () => {
  test('share one observer, and leave none behind', async () => {
    const Real = IntersectionObserver
    let made = 0
    let ended = 0
    class Counting extends Real {
      constructor(callback: IntersectionObserverCallback, options?: IntersectionObserverInit) {
        super(callback, options)
        made += 1
      }
      override disconnect() {
        super.disconnect()
        ended += 1
      }
    }
    vi.stubGlobal('IntersectionObserver', Counting)
    const rows = Array.from({ length: 500 }, (_, row) => row)
    const { redraw } = draw(rows.map(row => <Box key={row} properties={{ row }} height={50} />))
    await expect.poll(() => captured.length).toBe(8)
    expect(made).toBe(1)
    await scrollTo(1000)
    expect(captured.map(({ properties }) => properties['row'])).toEqual([
      ...Array.from({ length: 8 }, (_, row) => row),
      ...Array.from({ length: 8 }, (_, row) => row + 20),
    ])
    redraw(null)
    await expect.poll(() => ended).toBe(1)
    expect(made).toBe(1)
    vi.unstubAllGlobals()
  })

  test('two hooks on one element are both told, and one leaving does not end the other', async () => {
    function Both({ second }: { readonly second: boolean }) {
      const first = useCaptureOnView('first', {}, { once: false })
      const other = useCaptureOnView('second', {}, { enabled: second })
      return (
        <p
          ref={element => {
            first(element)
            other(element)
          }}
        >
          …
        </p>
      )
    }
    const { redraw } = draw(<Both second={false} />)
    await expect.poll(names).toEqual(['first'])
    redraw(<Both second />)
    await expect.poll(names).toEqual(['first', 'second'])
    redraw(<Both second={false} />)
    document.body.style.paddingTop = '3000px'
    await settle()
    document.body.style.paddingTop = '0px'
    await expect.poll(names).toEqual(['first', 'second', 'first'])
  })
})
