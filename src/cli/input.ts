import { readFileSync } from 'node:fs'
import { InvalidArgumentError } from 'commander'
import { ConfigError } from '../core/errors.js'

/** Everything that comes by standard input. */
async function readStdin(): Promise<string> {
  if (process.stdin.isTTY) {
    throw new ConfigError('Nothing comes by standard input. Pipe it in, or give a file or the text itself.')
  }
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

/** A text: the argument itself, `-` or nothing for standard input, `@file` for a file. */
export async function readText(given: string | undefined): Promise<string> {
  if (given === undefined || given === '-') return readStdin()
  if (!given.startsWith('@')) return given
  try {
    return readFileSync(given.slice(1), 'utf8')
  } catch (error) {
    throw new ConfigError(`${given.slice(1)} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** One JSON object: the argument itself, `-` or nothing for standard input, `@file` or a path for a file. */
export async function readObject(given: string | undefined): Promise<Record<string, unknown>> {
  const isPath = given !== undefined && !/^\s*\{/.test(given) && given !== '-' && !given.startsWith('@')
  const text = await readText(isPath ? `@${given}` : given)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new ConfigError(`This is no JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  throw new ConfigError('A JSON object is needed, such as {"name": "Weekly"}.')
}

/** Collects `--option name=value`, each value as JSON where it is some, else as text. */
export function collectPair(text: string, before: Record<string, unknown> = {}): Record<string, unknown> {
  const at = text.indexOf('=')
  if (at < 1) throw new InvalidArgumentError('It must be name=value.')
  return { ...before, [text.slice(0, at)]: toValue(text.slice(at + 1)) }
}

function toValue(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** A whole number of at least `least`. */
export function readNumber(least: number): (text: string) => number {
  return text => {
    if (/^\d+$/.test(text) && Number(text) >= least) return Number(text)
    throw new InvalidArgumentError(`It must be a whole number from ${least} on.`)
  }
}
