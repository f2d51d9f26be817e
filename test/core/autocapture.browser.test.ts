import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { autocapture } from 'hogkit/core'
import { recordPage } from './support/recordPage.js'

beforeEach(() => {
  localStorage.clear()
})

function show(html: string): HTMLElement {
  const root = document.createElement('main')
  root.innerHTML = html
  document.body.append(root)
  root.addEventListener('click', event => {
    if ((event.target as Element).closest('a')) event.preventDefault()
  })
  root.addEventListener('submit', event => event.preventDefault())
  onTestFinished(() => root.remove())
  return root
}

function get(root: ParentNode, selector: string): HTMLElement {
  const element = root.querySelector<HTMLElement>(selector)
  if (!element) throw new Error(`no ${selector}`)
  return element
}

describe('an interaction', () => {
  test('is captured with the elements it happened on, as PostHog reads them', async () => {
    const root = show(
      '<form id="join"><p>a</p><button class="primary big" data-test="x">Sign <span>up</span></button></form>',
    )
    const { client, named } = recordPage({ plugins: [autocapture()] })
    client.screen('Home')
    await userEvent.click(get(root, 'button'))
    const [click, submit] = named('$autocapture')
    expect(click?.properties).toMatchObject({
      $event_type: 'click',
      $el_text: 'Sign up',
      $screen_name: 'Home',
      $ce_version: 1,
    })
    const chain = String(click?.properties['$elements_chain']).split(';')
    expect(chain[0]).toBe(
      'button.big.primary:attr__class="primary big"attr__data-test="x"nth-child="2"nth-of-type="1"text="Sign up"',
    )
    expect(chain[1]).toBe('form:attr__id="join"attr_id="join"nth-child="1"nth-of-type="1"')
    expect(chain[2]).toMatch(/^main:/)
    expect(chain.at(-1)).toMatch(/^body/)
    expect(submit?.properties).toMatchObject({ $event_type: 'submit' })
  })

  test('is one with a field, whose value is not told', async () => {
    const root = show(
      '<input name="city" value="Default" placeholder="Where?"><select id="s"><option>a</option><option>b</option></select>',
    )
    const { named } = recordPage({ plugins: [autocapture({ events: ['change'] })] })
    await userEvent.type(get(root, 'input'), 'Berlin')
    get(root, 'input').blur()
    await userEvent.selectOptions(get(root, 'select'), 'b')
    const text = JSON.stringify(named('$autocapture').map(({ properties }) => properties['$elements_chain']))
    expect(named('$autocapture')).toHaveLength(2)
    expect(text).toContain('attr__name')
    for (const secret of ['Berlin', 'Default', 'Where?']) expect(text).not.toContain(secret)
  })

  test('with a link to elsewhere tells where', async () => {
    const root = show('<a href="https://example.com/pricing?a=1"><b>Pricing</b></a><a href="/here">Here</a>')
    const { named } = recordPage({ plugins: [autocapture()] })
    await userEvent.click(get(root, 'b'))
    await userEvent.click(get(root, 'a + a'))
    const [away, here] = named('$autocapture')
    expect(away?.properties['$external_click_url']).toBe('https://example.com/pricing?a=1')
    expect(here?.properties).not.toHaveProperty('$external_click_url')
    expect(here?.properties['$elements_chain']).toContain('href="/here"')
  })

  test('inside of a shadow root is found', async () => {
    const root = show('<div id="host"></div>')
    get(root, '#host').attachShadow({ mode: 'open' }).innerHTML = '<button>Inside</button>'
    const { named } = recordPage({ plugins: [autocapture()] })
    get(get(root, '#host').shadowRoot as ShadowRoot, 'button').click()
    expect(named('$autocapture')[0]?.properties['$el_text']).toBe('Inside')
  })

  test('with text that does nothing is none; with what shows a pointer it is', async () => {
    const root = show('<p>text</p><div style="cursor: pointer"><i>card</i></div>')
    const { named } = recordPage({ plugins: [autocapture()] })
    await userEvent.click(get(root, 'p'))
    expect(named('$autocapture')).toEqual([])
    await userEvent.click(get(root, 'i'))
    expect(named('$autocapture')).toHaveLength(1)
  })

  test('adds properties that an element names', async () => {
    const root = show(
      '<div data-ph-capture-attribute-plan="pro"><button data-ph-capture-attribute-place="top">a</button></div>',
    )
    const { named } = recordPage({ plugins: [autocapture()] })
    await userEvent.click(get(root, 'button'))
    expect(named('$autocapture')[0]?.properties).toMatchObject({ plan: 'pro', place: 'top' })
  })
})

describe('privacy', () => {
  test.each([
    ['a no-capture class', '<button class="ph-no-capture">a</button>'],
    ['a no-capture class around it', '<div class="ph-no-capture"><p><button>a</button></p></div>'],
    ['a no-autocapture attribute', '<button data-ph-no-autocapture>a</button>'],
    ['a password', '<input type="password" value="secret-password">'],
    ['a hidden type', '<input type="hidden"><input type="password" id="b">'],
    ['the name of a card number', '<input name="cc_number" value="4242">'],
    ['the name of a security code', '<input id="card-cvc">'],
    ['the autocomplete of a card', '<input autocomplete="cc-number">'],
    ['the name of a social security number', '<input name="ssn">'],
  ])('says nothing of %s', async (_, html) => {
    const root = show(html)
    const { events } = recordPage({ plugins: [autocapture()] })
    const target = get(root, 'button, input:not([type="hidden"])')
    await userEvent.click(target)
    if (target instanceof HTMLInputElement) target.dispatchEvent(new Event('change', { bubbles: true }))
    expect(events).toEqual([])
  })

  test('leaves out texts and attributes that look like numbers of cards or social security', async () => {
    const root = show(
      '<button title="4242 4242 4242 4242" data-order="1234567890123">Pay 4242-4242-4242-4242</button><button>SSN 078-05-1120</button>',
    )
    const { named } = recordPage({ plugins: [autocapture()] })
    for (const button of root.querySelectorAll('button')) await userEvent.click(button)
    const text = JSON.stringify(named('$autocapture').map(({ properties }) => properties))
    expect(named('$autocapture')).toHaveLength(2)
    expect(text).not.toMatch(/4242|078-05/)
    // No card: its check digit is wrong.
    expect(text).toContain('1234567890123')
  })

  test('leaves out what is typed into an editor', async () => {
    const root = show('<div contenteditable="true" role="textbox"><p>dear diary</p></div>')
    const { named } = recordPage({ plugins: [autocapture()] })
    await userEvent.click(get(root, 'p'))
    expect(JSON.stringify(named('$autocapture'))).not.toContain('diary')
    expect(named('$autocapture')).toHaveLength(1)
  })

  test('masks texts and attributes where that is asked for', async () => {
    const root = show('<button class="a" title="Anna">Hello Anna</button>')
    const { named } = recordPage({ plugins: [autocapture({ maskText: true, maskAttributes: true })] })
    await userEvent.click(get(root, 'button'))
    expect(named('$autocapture')[0]?.properties['$elements_chain']).toMatch(/^button:nth-child="1"nth-of-type="1";/)
    expect(JSON.stringify(named('$autocapture'))).not.toContain('Anna')
  })

  test('heeds selectors to allow and to ignore, and attributes to leave out', async () => {
    const root = show('<nav><button title="t">a</button></nav><button>b</button><nav id="no"><button>c</button></nav>')
    const { named } = recordPage({
      plugins: [autocapture({ allow: 'nav', ignore: '#no', ignoreAttributes: ['title'] })],
    })
    for (const button of root.querySelectorAll('button')) await userEvent.click(button)
    expect(named('$autocapture').map(({ properties }) => properties['$el_text'])).toEqual(['a'])
    expect(named('$autocapture')[0]?.properties['$elements_chain']).not.toContain('attr__title')
  })

  test('captures nothing without consent', async () => {
    const root = show('<button>a</button>')
    const { events, client } = recordPage({ plugins: [autocapture()], consent: 'denied' })
    await userEvent.click(get(root, 'button'))
    expect(events).toEqual([])
    expect(client.queue.getSnapshot().pending).toBe(0)
  })
})

test('three fast clicks on one spot are a rage click, once', async () => {
  const root = show('<button>a</button><input><p class="ph-no-rageclick"><button>b</button></p>')
  const { named } = recordPage({ plugins: [autocapture()] })
  const click = (element: HTMLElement, x: number) =>
    element.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, clientX: x, clientY: 5 }))
  for (let i = 0; i < 4; i++) click(get(root, 'button'), 5)
  for (let i = 0; i < 3; i++) click(get(root, 'button'), 200 + i * 100)
  for (let i = 0; i < 3; i++) click(get(root, 'input'), 1000)
  for (let i = 0; i < 3; i++) click(get(root, 'p button'), 2000)
  expect(named('$rageclick').map(({ properties }) => properties['$el_text'])).toEqual(['a'])
})

test('given twice, it captures once, and nothing after shutdown', async () => {
  const root = show('<button>a</button>')
  const { client, named } = recordPage({ plugins: [autocapture(), autocapture()] })
  get(root, 'button').click()
  expect(named('$autocapture')).toHaveLength(1)
  await client.shutdown({ timeoutMs: 0 })
  get(root, 'button').click()
  expect(named('$autocapture')).toHaveLength(1)
})
