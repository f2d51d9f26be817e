import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { v7 } from 'uuid'
import type { Database } from './database.js'

/** A personal API key as the sandbox knows it: never its secret. */
export interface PersonalApiKeyInfo {
  readonly id: string
  readonly label: string
  /** `person:read`, …; `*` for all. */
  readonly scopes: readonly string[]
}

/** Personal API keys, stored as SHA-256 of their secret. */
export interface KeyStore {
  /** Makes a key and gives its secret, this once. */
  create(options: { label: string; scopes: readonly string[] }): Promise<string>
  /** Puts a secret that is kept elsewhere (the sandbox's own key) under its scopes. */
  ensure(secret: string, options: { label: string; scopes: readonly string[] }): Promise<void>
  verify(secret: string): Promise<PersonalApiKeyInfo | undefined>
}

/** A new secret in PostHog's form: prefix and 32 random bytes. */
export function newSecret(prefix: 'phx_' | 'phc_'): string {
  return prefix + randomBytes(32).toString('base64url').replaceAll(/[-_]/g, 'A')
}

function hash(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

export function createKeyStore(database: Database): KeyStore {
  const insert = async (secret: string, label: string, scopes: readonly string[], now: string) => {
    await database.run(
      'INSERT OR IGNORE INTO personal_api_keys (id, label, secret_hash, scopes, created_at) VALUES (?, ?, ?, ?, ?)',
      [v7(), label, hash(secret).toString('hex'), JSON.stringify(scopes), now],
    )
  }
  return {
    async create({ label, scopes }) {
      const secret = newSecret('phx_')
      await insert(secret, label, scopes, new Date().toISOString())
      return secret
    },
    ensure: (secret, { label, scopes }) => insert(secret, label, scopes, new Date().toISOString()),
    async verify(secret) {
      const wanted = hash(secret)
      const rows = await database.all('SELECT id, label, secret_hash, scopes FROM personal_api_keys')
      // Every row is compared in constant time, so an answer's delay tells nothing about how close a guess came.
      const row = rows.filter(candidate =>
        timingSafeEqual(Buffer.from(String(candidate['secret_hash']), 'hex'), wanted),
      )[0]
      if (!row) return undefined
      return {
        id: String(row['id']),
        label: String(row['label']),
        scopes: JSON.parse(String(row['scopes'])) as string[],
      }
    },
  }
}
