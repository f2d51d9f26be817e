import { act, fireEvent, render, screen } from '@testing-library/react'
import { HogkitProvider } from 'hogkit'
import { ConsentBanner, ConsentBannerView, type ConsentBannerProps } from 'hogkit/components'
import type { Consent, HogkitClient } from 'hogkit/core'
import { StrictMode } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { describe, expect, test, vi } from 'vitest'
import { makeClient, serve, watchConsole } from '../react/support/render.js'
import type { PublicServer } from '../react/support/server.js'
import { describeConformance } from '../support/describeConformance.js'

let server: PublicServer

async function makeAsked(consent: Consent = 'pending'): Promise<HogkitClient> {
  server = await serve()
  return makeClient(server.url, { preloadFlags: false, consent, flushIntervalMs: 60_000 })
}

const tree = (client: HogkitClient, props: ConsentBannerProps = {}) => (
  <StrictMode>
    <HogkitProvider client={client}>
      <ConsentBanner {...props} />
    </HogkitProvider>
  </StrictMode>
)

describe('while nothing is decided', () => {
  test('asks in a region named by its title, and leaves the focus alone', async () => {
    render(tree(await makeAsked()))
    const banner = screen.getByRole('region', { name: 'May we measure how you use this site?' })
    expect(banner.getAttribute('aria-describedby')).toBe(banner.querySelector('p')?.id)
    expect(document.activeElement).toBe(document.body)
  })

  test('gives both answers the same weight', async () => {
    render(tree(await makeAsked()))
    const [decline, accept] = screen.getAllByRole('button')
    expect([decline?.textContent, accept?.textContent]).toEqual(['Decline', 'Accept'])
    expect(decline?.className).toBe(accept?.className)
  })

  test('takes labels, an own name and content below the text', async () => {
    render(
      tree(await makeAsked(), {
        'aria-label': 'Cookies',
        labels: { accept: 'Ja', decline: 'Nein' },
        children: <a href="/privacy">Privacy</a>,
      }),
    )
    expect(screen.getByRole('region', { name: 'Cookies' }).hasAttribute('aria-labelledby')).toBe(false)
    expect(screen.getAllByRole('button').map(({ textContent }) => textContent)).toEqual(['Nein', 'Ja'])
    expect(screen.getByRole('link', { name: 'Privacy' })).toBeTruthy()
  })
})

describe('deciding', () => {
  test('yes sends what was captured before, and the banner goes', async () => {
    const client = await makeAsked()
    const onDecision = vi.fn((decision: Consent) => expect(client.consent.status).toBe(decision))
    const { container } = render(tree(client, { onDecision }))
    client.capture('before the decision')
    fireEvent.click(screen.getByRole('button', { name: 'Accept' }))
    expect(onDecision).toHaveBeenCalledExactlyOnceWith('granted')
    expect(container.innerHTML).toBe('')
    await client.flush()
    expect(server.events('before the decision')).toHaveLength(1)
  })

  test('no drops it, and the banner goes', async () => {
    const client = await makeAsked()
    const onDecision = vi.fn((decision: Consent) => expect(client.consent.status).toBe(decision))
    const { container } = render(tree(client, { onDecision }))
    client.capture('before the decision')
    const { anonymousId } = client
    fireEvent.click(screen.getByRole('button', { name: 'Decline' }))
    expect(onDecision).toHaveBeenCalledExactlyOnceWith('denied')
    expect(container.innerHTML).toBe('')
    await client.flush()
    expect(server.events()).toEqual([])
    expect(client.anonymousId).toBe(anonymousId)
  })

  test('no can forget the visitor as well', async () => {
    const client = await makeAsked()
    render(tree(client, { clearOnDecline: true }))
    const { anonymousId } = client
    fireEvent.click(screen.getByRole('button', { name: 'Decline' }))
    expect(client.anonymousId).not.toBe(anonymousId)
  })

  test('elsewhere closes the banner too', async () => {
    const client = await makeAsked()
    const { container } = render(tree(client))
    act(() => client.consent.grant())
    expect(container.innerHTML).toBe('')
  })

  test('is left to a function that draws a banner of its own', async () => {
    const client = await makeAsked()
    const { container } = render(
      tree(client, {
        children: ({ accept, decline }) => (
          <dialog open>
            <button onClick={accept}>Yes</button>
            <button onClick={decline}>No</button>
          </dialog>
        ),
      }),
    )
    expect(container.firstElementChild?.tagName).toBe('DIALOG')
    fireEvent.click(screen.getByText('No'))
    expect(client.consent.status).toBe('denied')
    expect(container.innerHTML).toBe('')
  })
})

test.each<Consent>(['granted', 'denied'])('renders nothing once consent is %s', async consent => {
  const { container } = render(tree(await makeAsked(consent)))
  expect(container.innerHTML).toBe('')
})

describe('with a server render', () => {
  test.each<[Consent, number]>([
    ['pending', 1],
    ['granted', 0],
  ])('hydrates without a mismatch when consent is %s', async (consent, banners) => {
    const output = watchConsole()
    const client = await makeAsked(consent)
    const html = renderToString(tree(client))
    expect(html).toBe('')
    const container = document.createElement('div')
    document.body.append(container)
    container.innerHTML = html
    const onRecoverableError = vi.fn()
    const root = await act(async () => hydrateRoot(container, tree(client), { onRecoverableError }))
    expect(screen.queryAllByRole('region')).toHaveLength(banners)
    expect(onRecoverableError).not.toHaveBeenCalled()
    output.expectSilence()
    act(() => root.unmount())
    container.remove()
  })
})

const answers = { onAccept: () => {}, onDecline: () => {} }

describeConformance({
  slot: 'consent-banner',
  tagName: 'section',
  Component: ConsentBannerView,
  states: { ready: answers },
})
