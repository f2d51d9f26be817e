import type { Database, Statement } from './database.js'

/** Single values of a data directory: its tokens, its project, what was seeded. */
export interface MetaStore {
  get(key: string): Promise<string | undefined>
  set(key: string, value: string): Promise<void>
  /** The stored value; made and stored the first time. */
  getOrCreate(key: string, create: () => string): Promise<string>
}

export function setMeta(key: string, value: string): Statement {
  return {
    sql: 'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    args: [key, value],
  }
}

export function createMetaStore(database: Database): MetaStore {
  const get = async (key: string) => {
    const [row] = await database.all('SELECT value FROM meta WHERE key = ?', [key])
    return row ? String(row['value']) : undefined
  }
  const set = (key: string, value: string) => database.transaction([setMeta(key, value)])
  return {
    get,
    set,
    async getOrCreate(key, create) {
      const stored = await get(key)
      if (stored !== undefined) return stored
      const value = create()
      await set(key, value)
      return value
    },
  }
}
