import { readdir } from 'node:fs/promises'
import { endpoints } from 'hogkit/api'
import { describe, expect, it } from 'vitest'

const folder = new URL('../../src/api/endpoints/', import.meta.url)

describe('the endpoint table', () => {
  it('has every row of endpoints/ under its own name, and no other', async () => {
    const files = (await readdir(folder)).filter(name => name !== 'endpoint.ts')
    const rows = await Promise.all(
      files.map(async file => {
        const module = (await import(/* @vite-ignore */ new URL(file, folder).href)) as Record<string, unknown>
        // `delete` is no name for a constant, `remove` stands for it.
        return Object.entries(module).map(([name, row]) => [
          `${file.slice(0, -3)}.${name.replace(/^remove$/, 'delete')}`,
          row,
        ])
      }),
    )
    expect(rows.length).toBeGreaterThan(3)
    expect(Object.fromEntries(rows.flat())).toEqual(endpoints)
  })

  it('names every row as the table does', () => {
    expect(Object.values(endpoints).map(({ id }) => id)).toEqual(Object.keys(endpoints))
  })

  it('lists no endpoint twice', () => {
    const places = Object.values(endpoints).map(({ method, path }) => `${method} ${path}`)
    expect(new Set(places).size).toBe(places.length)
  })
})
