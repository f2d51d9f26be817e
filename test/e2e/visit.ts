import { chromium } from 'playwright-core'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { findChromium } from '../support/chromium.js'

/** One visitor with storage of their own, and everything that went wrong while they were here. */
export interface Visit {
  readonly page: Page
  readonly context: BrowserContext
  /** Console errors and warnings, uncaught errors, failed requests and answers from 400 on. */
  readonly problems: string[]
  /** Bodies of all requests so far. */
  requests(): readonly string[]
  /** Bodies of all answers so far, with their addresses. */
  bodies(): Promise<readonly { url: string; body: string }[]>
}

export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({ ...findChromium(), args: ['--no-sandbox'] })
}

export async function openVisit(browser: Browser, options: BrowserContextOptions): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options })
  const problems: string[] = []
  const requests: string[] = []
  const answers: Promise<{ url: string; body: string }>[] = []
  context.on('page', page => {
    page.on('console', message => {
      if (message.type() === 'error' || message.type() === 'warning') problems.push(`console: ${message.text()}`)
    })
    page.on('pageerror', error => problems.push(`uncaught: ${error.message}`))
    page.on('request', request => requests.push(request.postData() ?? ''))
    page.on('requestfailed', request => {
      // Leaving a page cuts off what it still asked for.
      const reason = request.failure()?.errorText ?? ''
      if (reason !== 'net::ERR_ABORTED') problems.push(`failed: ${request.method()} ${request.url()} ${reason}`)
    })
    page.on('response', response => {
      if (response.status() >= 400) problems.push(`${response.status()}: ${response.url()}`)
      answers.push(
        response.text().then(
          body => ({ url: response.url(), body }),
          // A redirect or a cut-off answer has no body.
          () => ({ url: response.url(), body: '' }),
        ),
      )
    })
  })
  return {
    page: await context.newPage(),
    context,
    problems,
    requests: () => requests,
    bodies: () => Promise.all(answers),
  }
}
