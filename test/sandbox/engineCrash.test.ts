import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { useSandbox } from '../support/sandbox.js'

const s = useSandbox()

/** The engine's process: the child of this one that runs `child.mjs`. */
function enginePid(): number {
  const lines = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(process.pid)], { encoding: 'utf8' }).split(
    '\n',
  )
  const line = lines.find(candidate => candidate.includes('engine/child.mjs'))
  if (!line) throw new Error('no engine process found')
  return Number.parseInt(line, 10)
}

it('loses and doubles nothing when the engine dies while events come in, for a client that sends again after 503', async () => {
  const id = randomUUID()
  const uuids = Array.from({ length: 60 }, () => randomUUID())
  const refused: number[] = []
  const send = async (uuid: string, index: number): Promise<void> => {
    const event = { uuid, event: 'sent', distinct_id: id, properties: { $set: { [`p${index}`]: true } } }
    for (let attempt = 0; attempt < 50; attempt++) {
      const { status, headers } = await s.send('POST', '/e/', { api_key: s.projectToken, ...event }, { key: null })
      if (status === 200) return
      refused.push(status)
      expect(headers.get('Retry-After')).toBe('1')
      await new Promise(resolve => setTimeout(resolve, 50))
    }
    throw new Error('never accepted')
  }
  for (let start = 0; start < uuids.length; start += 10) {
    const wave = uuids.slice(start, start + 10).map((uuid, index) => send(uuid, start + index))
    if (start === 20 || start === 40) process.kill(enginePid(), 'SIGKILL')
    await Promise.all(wave)
  }
  expect(new Set(refused)).toEqual(new Set([503]))
  const { results } = await s.query(
    'SELECT count(), uniq(uuid), uniq(person_id) FROM events WHERE distinct_id = {id}',
    { id },
  )
  expect(results).toEqual([[60, 60, 1]])
  const { body } = await s.get<{ results: { properties: object }[] }>(`persons/?distinct_id=${id}`)
  expect(Object.keys(body.results[0]?.properties ?? {}).filter(name => /^p\d+$/.test(name))).toHaveLength(60)
  const current = await s.query(
    'SELECT properties.p0, properties.p59 FROM persons WHERE id = (SELECT any(person_id) FROM events WHERE distinct_id = {id})',
    { id },
  )
  expect(current.results).toEqual([[true, true]])
})
