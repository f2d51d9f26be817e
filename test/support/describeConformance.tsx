import { render } from '@testing-library/react'
import type { ByState, StyledProps, ViewState } from 'hogkit/components'
import type { ComponentType, CSSProperties, ReactElement, Ref, RefAttributes } from 'react'
import { createRef } from 'react'
import { renderToString } from 'react-dom/server'
import { describe, expect, test } from 'vitest'

interface RootProps extends StyledProps, RefAttributes<HTMLElement> {
  id?: string
  title?: string
  'data-custom'?: string
  'aria-label'?: string
}

interface Conformance<TProps> {
  /** The component's `data-slot`. */
  slot: string
  tagName: string
  Component: ComponentType<TProps>
  /** Props for each state it can be in. */
  states: Partial<Record<ViewState, TProps>>
}

/** What every component with an element of its own keeps: one root, unknown props, `ref`, class names, style, `data-*`. */
export function describeConformance<TProps extends object>({ slot, tagName, Component, states }: Conformance<TProps>) {
  const all = Object.entries(states) as [ViewState, TProps][]
  const first = all[0]?.[1]
  if (!first) throw new Error('Give the props of at least one state.')

  const element = (props: TProps, root: RootProps = {}): ReactElement => {
    // Every component under test takes these; its own props type only does not say so here.
    const Root = Component as ComponentType<RootProps>
    return <Root {...props} {...root} />
  }
  const draw = (props: TProps, root?: RootProps): HTMLElement => {
    const { container } = render(element(props, root))
    expect(container.children).toHaveLength(1)
    return container.firstElementChild as HTMLElement
  }

  describe(`conformance: ${slot}`, () => {
    test.each(all)('shows the state %s as data-state', (state, props) => {
      const root = draw(props)
      expect(root.tagName).toBe(tagName.toUpperCase())
      expect(root.dataset['slot']).toBe(slot)
      expect(root.dataset['state']).toBe(state)
    })

    test.each(all)('renders on a server in the state %s', (state, props) => {
      expect(renderToString(element(props))).toContain(`data-state="${state}"`)
    })

    test('passes unknown props to its root', () => {
      const root = draw(first, { id: 'mine', title: 'Hello', 'data-custom': 'yes', 'aria-label': 'Mine' })
      expect(root.id).toBe('mine')
      expect(root.title).toBe('Hello')
      expect(root.dataset['custom']).toBe('yes')
      expect(root.getAttribute('aria-label')).toBe('Mine')
    })

    test('gives its root to an object ref and a function ref', () => {
      const object = createRef<HTMLElement>()
      expect(draw(first, { ref: object })).toBe(object.current)
      let given: HTMLElement | null = null
      const fn: Ref<HTMLElement> = node => {
        if (node) given = node
      }
      expect(draw(first, { ref: fn })).toBe(given)
    })

    test('adds a class name to its own', () => {
      const root = draw(first, { className: 'mine' })
      expect([...root.classList]).toEqual(['hogkit-root', `hogkit-${slot}`, 'mine'])
    })

    test.each(all)('gives className and style functions the state %s', (state, props) => {
      const className: ByState<string | undefined> = view => `is-${view.state}`
      const style: ByState<CSSProperties | undefined> = view => ({ outlineWidth: view.refreshing ? 2 : 1 })
      const root = draw(props, { className, style })
      expect(root.classList.contains(`is-${state}`)).toBe(true)
      expect(root.style.outlineWidth).toBe('1px')
    })

    test('takes a plain style', () => {
      expect(draw(first, { style: { marginTop: 7 } }).style.marginTop).toBe('7px')
    })
  })
}
