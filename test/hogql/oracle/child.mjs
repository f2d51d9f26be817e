// PostHog's own parser in a process of its own: it cannot be interrupted, only killed. A parser gets slower with what it has parsed
// (its prediction state grows), so each one serves a few texts.
import createHogQLParser from '@posthog/hogql-parser'

const TEXTS_EACH = 20
// Numbers of 16 digits and more would lose their last digits in JSON.parse.
const LONG_NUMBER = /"value":(-?\d{16,})(?=[,}])/g

let parser
let used = TEXTS_EACH

process.on('message', async ({ id, rule, texts }) => {
  const answers = []
  for (const text of texts) {
    if (used >= TEXTS_EACH) {
      parser = await createHogQLParser()
      used = 0
    }
    used += 1
    answers.push(parser[rule](text).replace(LONG_NUMBER, '"value":"$1","value_type":"number"'))
  }
  process.send({ id, answers })
})
