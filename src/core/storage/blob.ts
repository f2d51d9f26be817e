import { toJson } from '../sanitize.js'
import type { SafeStorage } from './storage.js'

/** Stored values of another version are forgotten: raise it when a shape changes. */
const VERSION = 1

/** One concern's state as one JSON value in storage. */
export interface Blob<T> {
  /** What is stored, or `undefined` when there is nothing, or nothing readable. */
  read(): T | undefined
  write(value: T): void
  remove(): void
}

/** @param isValid says whether what an earlier page left can be used. */
export function createBlob<T extends object>(
  storage: SafeStorage,
  name: string,
  isValid: (value: Partial<T>) => boolean,
): Blob<T> {
  return {
    read() {
      const text = storage.get(name)
      if (text === null) return undefined
      try {
        return parseBlob(name, text, isValid)
      } catch (error) {
        storage.fail(error)
        return undefined
      }
    },
    write: value => storage.set(name, formatBlob(value)),
    remove: () => storage.remove(name),
  }
}

export function formatBlob(value: object): string {
  return toJson({ ...value, version: VERSION })
}

/** What was stored; `undefined` for another version. Throws for what is no such value. */
export function parseBlob<T extends object>(
  name: string,
  text: string,
  isValid: (value: Partial<T>) => boolean,
): T | undefined {
  const { version, ...value } = JSON.parse(text) as Partial<T> & { version?: number }
  if (version !== VERSION) return undefined
  if (isValid(value as Partial<T>)) return value as unknown as T
  throw new TypeError(`stored ${name} has another shape`)
}
