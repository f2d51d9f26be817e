import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

interface AxeViolation {
  readonly id: string
  readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[]
}

declare global {
  interface Window {
    axe?: { run(): Promise<{ violations: readonly AxeViolation[] }> }
  }
}

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

/** What axe finds wrong with the page as it stands: `rule: selector, why`. */
export async function violations(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: axePath })
  return page.evaluate(async () => {
    if (!window.axe) throw new Error('axe did not load')
    const { violations } = await window.axe.run()
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}, ${failureSummary ?? ''}`),
    )
  })
}
