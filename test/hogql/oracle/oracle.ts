import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** What PostHog's parser says: a tree, or that the text is no HogQL. Undefined when it did not answer in time. */
export type Answer = { tree: unknown } | { error: string } | undefined

export type Rule = 'parseSelect' | 'parseExpr' | 'parseOrderExpr' | 'parseFullTemplateString'

export interface Oracle {
  parse(rule: Rule, texts: string[]): Promise<Answer[]>
  close(): void
}

const LIMIT_MS = 20_000

/** PostHog's parser in a child process with a time limit. */
export function startOracle(): Oracle {
  let child: ChildProcess | undefined
  let id = 0

  function ask(rule: Rule, texts: string[]): Promise<string[] | undefined> {
    const running = (child ??= fork(fileURLToPath(new URL('child.mjs', import.meta.url)), { execArgv: [] }))
    const own = (id += 1)
    return new Promise(resolve => {
      const finish = (answers: string[] | undefined): void => {
        clearTimeout(timer)
        running.off('message', onMessage)
        resolve(answers)
      }
      const onMessage = (message: { id: number; answers: string[] }): void => {
        if (message.id === own) finish(message.answers)
      }
      const timer = setTimeout(() => {
        running.kill('SIGKILL')
        child = undefined
        finish(undefined)
      }, LIMIT_MS)
      running.on('message', onMessage)
      running.send({ id: own, rule, texts })
    })
  }

  return {
    async parse(rule, texts) {
      const answers = await ask(rule, texts)
      if (answers) return answers.map(toAnswer)
      if (texts.length === 1) return [undefined]
      // One of them is too much for it: find out which.
      const half = Math.ceil(texts.length / 2)
      const parts = [texts.slice(0, half), texts.slice(half)]
      return [...(await this.parse(rule, parts[0] ?? [])), ...(await this.parse(rule, parts[1] ?? []))]
    },
    close: () => void child?.kill(),
  }
}

function toAnswer(json: string): Answer {
  const tree = JSON.parse(json) as { error?: unknown; message?: string }
  return tree.error === true ? { error: tree.message ?? '' } : { tree: withoutPlaces(tree) }
}

/** A tree without positions, and with its fields in the order of the alphabet, to compare as text. */
export function withoutPlaces(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPlaces)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([key, item]) => key !== 'start' && key !== 'end' && item !== undefined)
  return Object.fromEntries(
    entries.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, withoutPlaces(item)]),
  )
}
