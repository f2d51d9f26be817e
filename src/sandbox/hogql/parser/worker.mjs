/* oxlint-disable unicorn/require-post-message-target-origin -- the port of a worker has no origin */
// Parses HogQL off the main thread, so that a query that takes the parser seconds can be stopped by ending the thread.
// Plain JavaScript, because a worker runs it as it is, from src and from dist.
import { parentPort } from 'node:worker_threads'
import createHogQLParser from '@posthog/hogql-parser'

// Numbers of 16 digits and more would lose their last digits in JSON.parse; quoted they stay exact. Within a JSON string the
// quotes around `value` would be escaped, so this can only meet a constant.
const LONG_NUMBER = /"value":(-?\d{16,})(?=[,}])/g

// A parser that has parsed is warm, and warm is what makes nested calls take seconds: one fresh instance for each query, the next one made
// while nobody waits.
let spare = createHogQLParser()

parentPort.on('message', async ({ text }) => {
  try {
    const parser = await spare
    parentPort.postMessage({ started: true })
    const json = parser.parseSelect(text)
    parentPort.postMessage({ json: json.replace(LONG_NUMBER, '"value":"$1","value_type":"number"') })
  } catch (error) {
    parentPort.postMessage({ failure: String(error?.message ?? error) })
  }
  spare = createHogQLParser()
  spare.catch(() => undefined)
})
