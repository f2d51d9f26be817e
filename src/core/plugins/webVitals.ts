import type { Metric } from 'web-vitals'
import type { HogkitClient, Plugin, Properties } from '../types.js'
import { claim, isPage } from './claim.js'

/** What {@link webVitals} can measure. https://web.dev/articles/vitals */
export type WebVital = 'LCP' | 'CLS' | 'FCP' | 'INP' | 'TTFB'

/** Options of {@link webVitals}. */
export interface WebVitalsOptions {
  /** Default: those that PostHog's web vitals page shows, LCP, CLS, FCP and INP. */
  readonly metrics?: readonly WebVital[]
  /** How long to wait for more metrics of a page before one event tells them, ms. Default 5000. */
  readonly flushAfterMs?: number
}

/** Above that, the page was asleep. */
const MAX_VALUE = 900_000
const claims = new WeakSet<HogkitClient>()

/**
 * Captures `$web_vitals`: how fast the page felt, as PostHog's web vitals page reads it. The `web-vitals` library is loaded when
 * the client starts, as a chunk of its own. https://posthog.com/docs/web-analytics/web-vitals
 */
export function webVitals({
  metrics = ['LCP', 'CLS', 'FCP', 'INP'],
  flushAfterMs = 5000,
}: WebVitalsOptions = {}): Plugin {
  return {
    name: 'webVitals',
    setup(client) {
      const release = isPage() && location.protocol.startsWith('http') ? claim(claims, client) : undefined
      if (!release) return undefined
      let waiting = new Map<string, Metric>()
      let url = location.href
      let timer: ReturnType<typeof setTimeout> | undefined
      let isActive = true

      function flush(): void {
        clearTimeout(timer)
        timer = undefined
        if (!waiting.size) return
        const found = [...waiting.values()]
        waiting = new Map()
        client.capture('$web_vitals', { $current_url: url, ...Object.assign({}, ...found.map(toProperties)) })
      }
      function take(metric: Metric): void {
        if (!isActive || metric.value >= MAX_VALUE) return
        if (location.href !== url) flush()
        url = location.href
        waiting.set(metric.name, metric)
        // What comes as the page is hidden is the last that comes.
        if (waiting.size === metrics.length || document.visibilityState === 'hidden') flush()
        else timer ??= setTimeout(flush, flushAfterMs)
      }

      import('web-vitals').then(
        ({ onCLS, onFCP, onINP, onLCP, onTTFB }) => {
          const watch = { CLS: onCLS, FCP: onFCP, INP: onINP, LCP: onLCP, TTFB: onTTFB }
          for (const name of metrics) watch[name](take)
        },
        // Without the chunk there are no metrics; the page goes on.
        () => {},
      )
      return () => {
        flush()
        isActive = false
        release()
      }
    },
  }
}

/** Without its `entries`: they hold elements of the page. */
function toProperties({ name, value, delta, id, rating, navigationType }: Metric): Properties {
  return {
    [`$web_vitals_${name}_value`]: value,
    [`$web_vitals_${name}_event`]: { name, value, delta, id, rating, navigationType, timestamp: Date.now() },
  }
}
